// SPDX-License-Identifier: Apache-2.0
// Two public collections of JSON: the conformance vectors of protobuf, and the test suite for JSON parsers. Both lie in
// the folder that DEALSPINE_TEST_DATA names; without it the test is skipped.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <jansson.h>

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/field_comparator.h>
#include <google/protobuf/util/message_differencer.h>

#include "everything.pb.h"
#include "transcode_cpp.h"

namespace fs = std::filesystem;
using everything::v3::Everything;

namespace {

const char *const TYPE = "everything.v3.Everything";

struct Tally {
    int passed = 0, failed = 0, skipped = 0;
    void fault(const std::string &name, const std::string &why)
    {
        failed++;
        fprintf(stderr, "FAILED %s: %s\n", name.c_str(), why.c_str());
    }
};

std::string read_file(const fs::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    std::stringstream all;
    all << stream.rdbuf();
    return all.str();
}

std::string member(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    return json_is_string(value) ? std::string(json_string_value(value), json_string_length(value)) : std::string();
}

class Quiet : public google::protobuf::io::ErrorCollector {
    void AddError(int, int, const std::string &) override {}
};

bool parse_text(const std::string &text, Everything *message)
{
    google::protobuf::TextFormat::Parser parser;
    Quiet quiet;
    parser.RecordErrorsTo(&quiet);
    return parser.ParseFromString(text, message);
}

bool is_same(const Everything &a, const Everything &b)
{
    google::protobuf::util::MessageDifferencer differ;
    google::protobuf::util::DefaultFieldComparator comparator;
    comparator.set_treat_nan_as_equal(true);
    differ.set_field_comparator(&comparator);
    return differ.Compare(a, b);
}

void check_valid(const std::string &name, const std::string &json, const std::string &text, bool compare, Tally *tally)
{
    Everything wanted, got;
    std::string error;
    if (compare && !parse_text(text, &wanted)) {
        tally->skipped++; // fields that the test proto lacks: Any, groups
        return;
    }
    std::string bytes = read_json(TYPE, json, &error);
    if (!error.empty())
        tally->fault(name, error);
    else if (!got.ParseFromString(bytes) || (compare && !is_same(wanted, got)))
        tally->fault(name, "read as " + got.ShortDebugString());
    else
        tally->passed++;
}

void check_vector(json_t *vector, Tally *tally)
{
    std::string kind = member(vector, "kind"), name = member(vector, "name"), json = member(vector, "json");
    std::string text = member(vector, "text"), error;
    Everything message;
    if (json.find("\"optionalAny\"") != std::string::npos || kind == "RunValidJsonIgnoreUnknownTest") {
        tally->skipped++;
    } else if (name == "StringFieldEmbeddedNull") { // NUL is refused on purpose
        read_json(TYPE, json, &error);
        error.empty() ? tally->fault(name, "accepted") : static_cast<void>(tally->passed++);
    } else if (kind == "RunValidJsonTest" || kind == "RunValidJsonTestWithValidator") {
        check_valid(name, json, text, kind == "RunValidJsonTest", tally);
    } else if (kind == "ExpectParseFailureForJson") {
        read_json(TYPE, json, &error);
        error.empty() ? tally->fault(name, "accepted") : static_cast<void>(tally->passed++);
    } else if (kind == "ExpectSerializeFailureForJson" && parse_text(text, &message)) {
        std::string written = write_json(TYPE, message.SerializeAsString(), &error);
        error.empty() ? tally->fault(name, "written as " + written) : static_cast<void>(tally->passed++);
    } else {
        tally->skipped++;
    }
}

void check_vectors(const fs::path &file, Tally *tally)
{
    json_t *all = json_load_file(file.c_str(), 0, nullptr);
    size_t i;
    json_t *vector;
    json_array_foreach(json_object_get(all, "tests"), i, vector)
        check_vector(vector, tally);
    json_decref(all);
}

// y_ must be read, n_ must be refused, i_ is our own choice. Each file is read as a google.protobuf.Value.
void check_suite(const fs::path &folder, Tally *tally)
{
    // Well-formed, and refused on purpose: keys given twice, NUL.
    const std::set<std::string> refused = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
                                           "y_string_null_escape.json", "y_object_escaped_null_in_key.json"};
    for (const auto &entry : fs::directory_iterator(folder)) {
        std::string name = entry.path().filename(), error;
        read_json("google.protobuf.Value", read_file(entry.path()), &error);
        bool is_read = error.empty(), wanted = name[0] == 'y' && !refused.count(name);
        if (name[0] != 'i' && is_read != wanted)
            tally->fault(name, is_read ? "accepted" : error);
        else
            tally->passed++;
    }
}

int report(const char *what, const Tally &tally, int least)
{
    printf("%s: %d passed, %d failed, %d skipped\n", what, tally.passed, tally.failed, tally.skipped);
    return tally.failed > 0 || tally.passed < least;
}

} // namespace

int main()
{
    const char *named = getenv("DEALSPINE_TEST_DATA");
    fs::path data = named ? fs::path(named) : fs::path(SOURCE_DIR) / ".." / "shared" / "data";
    if (!fs::exists(data / "json_test_suite") || !fs::exists(data / "protobuf_conformance")) {
        printf("skipped: %s is not there\n", data.c_str());
        return 77;
    }
    Tally vectors, suite;
    check_vectors(data / "protobuf_conformance" / "proto_json_vectors.json", &vectors);
    check_suite(data / "json_test_suite" / "test_parsing", &suite);
    return report("protobuf_conformance", vectors, 250) + report("json_test_suite", suite, 300);
}
