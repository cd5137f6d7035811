#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the next version's protos, and the sources of leads that differ: patch.py FROM TO. What is added here is what a
version may add while the one before it still runs, docs/operations.md: optional fields, a value of an enum, an event, a
method, a kind of job."""
import glob
import os
import re
import sys

MESSAGES = """
// An agent's remark on a lead.
message RemarkLeadRequest {
  optional string lead_id = 1 [(dealspine.required) = true, (dealspine.format) = "uuid"];
  optional string remark = 2 [(dealspine.required) = true, (dealspine.max_len) = 100];
}
message RemarkLeadReply {
  optional Lead lead = 1;
}
message LeadRemarked {
  option (dealspine.event) = "lead.remarked";
  optional string lead_id = 1;
  optional string customer_id = 2;
  optional string remark = 3;
}
message RemarkCareJob {
  optional string lead_id = 1;
}
"""
METHOD = """
  // Emits lead.remarked.
  rpc RemarkLead(RemarkLeadRequest) returns (RemarkLeadReply) {
    option (permission) = "leads.work";
    option (lock) = "lead_id";
  }"""


def after(text, pattern, added):
    """With `added` behind the first match of `pattern`."""
    found = re.search(pattern, text, re.M)
    if not found:
        sys.exit(f"tests/fault/next/patch.py: nothing matches {pattern}")
    return text[:found.end()] + added + text[found.end():]


def leads_proto(text):
    for message in ("Lead", "CaptureLeadRequest", "LeadCaptured"):
        text = after(text, rf"^message {message} {{\n(  option .*\n)?", "  optional string remark = 900;\n")
    text = after(text, r"^  enum Kind {\n    PERSON = 1;\n", "    HOUSEHOLD = 100;\n")
    text = after(text, r"^service Leads {", METHOD)
    return text + MESSAGES


def intake(text):
    return after(text, r"LeadCaptured event = LEAD_CAPTURED__INIT;", "\n    event.remark = lead->remark;")


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def main():
    root, out = sys.argv[1:]
    for path in glob.glob(os.path.join(root, "proto", "dealspine", "*.proto")):
        with open(path) as file:
            text = file.read()
        name = os.path.basename(path)
        write(os.path.join(out, "proto", "dealspine", name), leads_proto(text) if name == "leads.proto" else text)
    with open(os.path.join(root, "services", "leads", "intake.c")) as file:
        write(os.path.join(out, "intake.c"), intake(file.read()))


if __name__ == "__main__":
    main()
