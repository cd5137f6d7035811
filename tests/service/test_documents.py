# SPDX-License-Identifier: Apache-2.0
"""OpenAPI and AsyncAPI as served: valid to well-kept validators, complete, and true to what the services take."""
import json
import re

import pytest

from support import npm
from support.gateway import Gateway

SWAGGER_PARSER, ASYNCAPI_PARSER = ("@apidevtools/swagger-parser", "10.1.1"), ("@asyncapi/parser", "3.6.0")


@pytest.fixture(scope="module")
def gateway():
    running = Gateway()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def openapi(gateway):
    return gateway.get("/openapi.json").json()


@pytest.fixture(scope="module")
def asyncapi(gateway):
    return gateway.get("/asyncapi.json").json()


def test_openapi_is_valid(openapi):
    script = """
        require('@apidevtools/swagger-parser').validate(input)
            .then((api) => console.log(JSON.stringify({openapi: api.openapi, paths: Object.keys(api.paths).length})))
            .catch((error) => console.log(JSON.stringify({error: String(error).slice(0, 2000)})));"""
    checked = npm.run(script, openapi, npm.package(*SWAGGER_PARSER))
    assert checked == {"openapi": "3.1.0", "paths": len(openapi["paths"])}
    # The same validator must see what is wrong.
    broken = json.loads(json.dumps(openapi))
    next(iter(broken["paths"].values()))["post"]["responses"] = 5
    assert "error" in npm.run(script, broken, npm.package(*SWAGGER_PARSER))


def test_asyncapi_is_valid(asyncapi):
    script = """
        const {Parser} = require('@asyncapi/parser');
        new Parser().parse(JSON.stringify(input)).then(({document, diagnostics}) => console.log(JSON.stringify({
            errors: diagnostics.filter((it) => it.severity === 0).slice(0, 5).map((it) => it.message + ' ' + it.path.join('.')),
            messages: document ? document.allMessages().length : 0})));"""
    checked = npm.run(script, asyncapi, npm.package(*ASYNCAPI_PARSER))
    assert checked == {"errors": [], "messages": len(asyncapi["components"]["messages"])}
    broken = json.loads(json.dumps(asyncapi))
    broken["operations"]["stream_leads"]["action"] = "sing"
    assert npm.run(script, broken, npm.package(*ASYNCAPI_PARSER))["errors"]


def test_every_method_of_outsiders_is_there_and_no_other(gateway, openapi):
    listed = set(re.findall(r"/(dealspine\.\w+\.v1\.\w+/\w+)", gateway.get("/api").text))
    assert {path[1:] for path in openapi["paths"] if path.startswith("/dealspine.")} == listed and len(listed) > 200
    assert "/dealspine.identity.v1.Identity/Authenticate" not in openapi["paths"]


def test_a_method_says_what_its_proto_says(openapi):
    method = openapi["paths"]["/dealspine.leads.v1.Leads/CaptureLead"]["post"]
    assert method["operationId"] == "leads.CaptureLead" and method["x-permission"] == "leads.capture"
    assert method["description"].startswith(method["summary"]) and "security" not in method
    assert openapi["paths"]["/dealspine.identity.v1.Identity/SignIn"]["post"]["security"] == []
    schemas = openapi["components"]["schemas"]
    user = schemas["dealspine.identity.v1.CreateUserRequest"]
    assert set(user["required"]) == {"login", "name", "teamPath", "roles"} and user["additionalProperties"] is False
    fields = user["properties"]
    assert fields["login"]["maxLength"] == 64 and fields["login"]["x-private"] is True
    assert fields["roles"]["type"] == "array" and (fields["roles"]["minItems"], fields["roles"]["maxItems"]) == (1, 20)
    assert "Letters, digits" in fields["login"]["description"]
    assert schemas["dealspine.identity.v1.GetUserRequest"]["properties"]["id"]["format"] == "uuid"
    assert "ACTIVE" in schemas["dealspine.identity.v1.User"]["properties"]["state"]["enum"]
    created = schemas["dealspine.identity.v1.User"]["properties"]["createdAt"]
    assert (created["type"], created["format"]) == ("string", "date-time")


def test_every_message_that_is_meant_is_there(openapi, asyncapi):
    for document in (openapi, asyncapi):
        meant = set(re.findall(r'"#/components/schemas/([\w.]+)"', json.dumps(document)))
        assert meant and meant <= document["components"]["schemas"].keys()


def test_every_event_has_an_example_of_its_payload(asyncapi):
    messages, schemas = asyncapi["components"]["messages"], asyncapi["components"]["schemas"]
    assert "lead.captured" in messages and len(messages) > 150
    for name, message in messages.items():
        payload = json.loads(message["examples"][0]["payload"]["payloadJson"])
        reference = message["payload"]["allOf"][1]["properties"]["payloadJson"]["contentSchema"]["$ref"]
        assert payload.keys() <= schemas[reference.rsplit("/", 1)[1]]["properties"].keys(), name
        assert payload or not schemas[reference.rsplit("/", 1)[1]]["properties"], name
    assert not [name for name in schemas if schemas[name].get("properties", {}).get("phone", {}).get("x-private")]
    linked = [ref["$ref"].rsplit("/", 1)[1] for channel in asyncapi["channels"].values()
              for ref in channel["messages"].values()]
    assert sorted(linked) == sorted(messages)


def test_documents_are_kept_until_they_change(gateway):
    for path in ("/openapi.json", "/asyncapi.json"):
        first = gateway.get(path)
        assert first.headers["Content-Type"] == "application/json" and first.headers["Cache-Control"] == "no-cache"
        again = gateway.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304 and again.content == b""
        assert gateway.http.post(gateway.url + path).status_code == 405


def test_the_reader_shows_methods_fields_and_events_without_scripts(gateway, openapi):
    front = gateway.get("/api")
    assert "<script" not in front.text and "'unsafe-inline'" in front.headers["Content-Security-Policy"]
    assert "script-src" not in front.headers["Content-Security-Policy"] and "http" not in front.text.split("<main>")[1]
    words = sorted(set(re.findall(r'href="/api/(\w+)"', front.text)))
    assert {"identity", "leads", "contracts", "events"} <= set(words)
    for word in words:
        page = gateway.get(f"/api/{word}")
        assert page.status_code == 200 and "<script" not in page.text, word
    page = gateway.get("/api/identity").text
    assert "Sets the password of the user who asks" in page and "<code>loginName</code>" not in page
    assert 'id="user.activated"' in page and "ends in .self" not in page and "identity.admin" in page
    anchors = {(word, name) for word, name in re.findall(r'href="/api/(\w+)#([\w.]+)"', front.text)}
    for word in words:
        ids = set(re.findall(r'id="([\w.]+)"', gateway.get(f"/api/{word}").text))
        assert {name for of, name in anchors if of == word} <= ids, word
    assert gateway.get("/api/nothing").status_code == 404 and gateway.get("/api/<b>").status_code == 404
    assert gateway.http.post(gateway.url + "/api/leads").status_code == 405
