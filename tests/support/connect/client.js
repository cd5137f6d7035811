// SPDX-License-Identifier: Apache-2.0
// A client of the API as others write it: Connect for Node, types generated from proto/. Reads what to do from standard
// input, {url, token, binary, get, steps}, and writes what came of each step to standard output, both as JSON.
import { readFileSync } from "node:fs";
import { createRegistry, fromBinary, toJson, toJsonString, fromJson } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { Events, EventSchema } from "./gen/dealspine/events_pb.js";
import { Leads, file_dealspine_leads } from "./gen/dealspine/leads_pb.js";
import { file_dealspine_identity } from "./gen/dealspine/identity_pb.js";
import { StatusSchema } from "./gen/dealspine/wire_pb.js";

const { url, token, binary, get, steps } = JSON.parse(readFileSync(0, "utf8"));
const registry = createRegistry(file_dealspine_leads, file_dealspine_identity, EventSchema);
const transport = createConnectTransport({
  httpVersion: "1.1",
  baseUrl: url,
  useBinaryFormat: binary,
  useHttpGet: get,
  interceptors: [
    (next) => (request) => {
      if (token) request.header.set("Authorization", `Bearer ${token}`);
      return next(request);
    },
  ],
});
const services = { leads: createClient(Leads, transport), events: createClient(Events, transport) };

// "lead.captured" is the message LeadCaptured of its domain.
function payloadOf(event) {
  if (event.payloadJson) return JSON.parse(event.payloadJson);
  const name = event.type.split(/[._]/).map((word) => word[0].toUpperCase() + word.slice(1)).join("");
  const schema = registry.getMessage(`dealspine.${event.domain}.v1.${name}`);
  return JSON.parse(toJsonString(schema, fromBinary(schema, event.payload), { registry }));
}

async function fetchAll(types) {
  const events = [];
  for (let cursor; ; ) {
    const page = await services.events.fetch({ types, maxEvents: 50, cursor });
    for (const event of page.events)
      events.push({ id: event.id, domain: event.domain, pos: String(event.pos), type: event.type,
        aggId: event.aggId, payload: payloadOf(event) });
    cursor = page.nextCursor;
    if (page.caughtUp) return events;
  }
}

async function run({ service, method, request, fetch }) {
  if (fetch) return { events: await fetchAll(fetch) };
  const descriptor = { leads: Leads, events: Events }[service].method[method];
  const reply = await services[service][method](fromJson(descriptor.input, request));
  return { reply: toJson(descriptor.output, reply) };
}

const results = [];
for (const step of steps) {
  try {
    results.push(await run(step));
  } catch (thrown) {
    const error = ConnectError.from(thrown);
    const details = error.findDetails(StatusSchema).map((detail) => toJson(StatusSchema, detail));
    results.push({ code: Code[error.code], message: error.rawMessage, details });
  }
}
process.stdout.write(JSON.stringify(results));
