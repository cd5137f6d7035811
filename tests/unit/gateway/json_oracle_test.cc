// SPDX-License-Identifier: Apache-2.0
// Random messages of every field type, both ways, against libprotobuf's own JSON mapping. Takes a seed and a number of
// messages: json_oracle_test [seed [count]].
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/util/field_comparator.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>

#include "everything.pb.h"
#include "everything2.pb.h"
#include "transcode_cpp.h"

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

namespace {

class Maker {
public:
    explicit Maker(uint64_t seed) : random_(seed) {}

    void fill(Message *message, int depth)
    {
        const std::string &name = message->GetDescriptor()->full_name();
        if (name == "google.protobuf.Timestamp")
            return fill_time(message, -62135596800, 253402300799, false);
        if (name == "google.protobuf.Duration")
            return fill_time(message, -315575999999, 315575999999, true);
        if (name == "google.protobuf.FieldMask")
            return fill_mask(static_cast<google::protobuf::FieldMask *>(message));
        if (name == "google.protobuf.Value")
            return fill_value(static_cast<google::protobuf::Value *>(message), depth);
        fill_fields(message, depth);
    }

    bool one_in(unsigned n) { return random_() % n == 0; }

private:
    void fill_fields(Message *message, int depth)
    {
        const Descriptor *type = message->GetDescriptor();
        bool wide = depth == 0 && one_in(8);
        for (int i = 0; i < type->field_count(); i++) {
            const FieldDescriptor *field = type->field(i);
            bool nested = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
            bool whole = type->options().map_entry(); // a Value without a kind has no JSON
            if (!whole && ((nested && depth > 3) || !(wide || one_in(depth ? 30 : 12) || type->field_count() < 4)))
                continue;
            if (!field->is_repeated())
                set(message, field, depth);
            else
                for (unsigned n = random_() % 4; n; n--)
                    add(message, field, depth);
        }
    }

    void set(Message *message, const FieldDescriptor *field, int depth)
    {
        const Reflection *r = message->GetReflection();
        switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32: r->SetInt32(message, field, static_cast<int32_t>(number())); break;
        case FieldDescriptor::CPPTYPE_INT64: r->SetInt64(message, field, static_cast<int64_t>(number())); break;
        case FieldDescriptor::CPPTYPE_UINT32: r->SetUInt32(message, field, static_cast<uint32_t>(number())); break;
        case FieldDescriptor::CPPTYPE_UINT64: r->SetUInt64(message, field, number()); break;
        case FieldDescriptor::CPPTYPE_DOUBLE: r->SetDouble(message, field, real<double, uint64_t>()); break;
        case FieldDescriptor::CPPTYPE_FLOAT: r->SetFloat(message, field, real<float, uint32_t>()); break;
        case FieldDescriptor::CPPTYPE_BOOL: r->SetBool(message, field, one_in(2)); break;
        case FieldDescriptor::CPPTYPE_ENUM: r->SetEnum(message, field, value_of(field)); break;
        case FieldDescriptor::CPPTYPE_STRING: r->SetString(message, field, text_of(field)); break;
        case FieldDescriptor::CPPTYPE_MESSAGE: fill(r->MutableMessage(message, field), depth + 1); break;
        }
    }

    void add(Message *message, const FieldDescriptor *field, int depth)
    {
        const Reflection *r = message->GetReflection();
        switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32: r->AddInt32(message, field, static_cast<int32_t>(number())); break;
        case FieldDescriptor::CPPTYPE_INT64: r->AddInt64(message, field, static_cast<int64_t>(number())); break;
        case FieldDescriptor::CPPTYPE_UINT32: r->AddUInt32(message, field, static_cast<uint32_t>(number())); break;
        case FieldDescriptor::CPPTYPE_UINT64: r->AddUInt64(message, field, number()); break;
        case FieldDescriptor::CPPTYPE_DOUBLE: r->AddDouble(message, field, real<double, uint64_t>()); break;
        case FieldDescriptor::CPPTYPE_FLOAT: r->AddFloat(message, field, real<float, uint32_t>()); break;
        case FieldDescriptor::CPPTYPE_BOOL: r->AddBool(message, field, one_in(2)); break;
        case FieldDescriptor::CPPTYPE_ENUM: r->AddEnum(message, field, value_of(field)); break;
        case FieldDescriptor::CPPTYPE_STRING: r->AddString(message, field, text_of(field)); break;
        case FieldDescriptor::CPPTYPE_MESSAGE: fill(r->AddMessage(message, field), depth + 1); break;
        }
    }

    uint64_t number()
    {
        static const uint64_t edges[] = {0, 1, UINT64_MAX, INT32_MAX, 0x80000000u, UINT32_MAX, INT64_MAX, 1ull << 63,
                                         1ull << 53, (1ull << 53) + 1};
        uint64_t any = random_();
        return one_in(3) ? edges[any % (sizeof edges / sizeof *edges)] : any >> random_() % 64;
    }

    template <typename Real, typename Bits> Real real()
    {
        Real value;
        Bits bits = static_cast<Bits>(random_());
        switch (random_() % 8) {
        case 0: return std::numeric_limits<Real>::infinity();
        case 1: return -std::numeric_limits<Real>::infinity();
        case 2: return std::numeric_limits<Real>::quiet_NaN();
        case 3: return static_cast<Real>(static_cast<int64_t>(random_() % 2000) - 1000) / 10;
        case 4: return one_in(2) ? std::numeric_limits<Real>::max() : std::numeric_limits<Real>::lowest();
        default: memcpy(&value, &bits, sizeof value); return std::isnormal(value) ? value : 1;
        }
    }

    const google::protobuf::EnumValueDescriptor *value_of(const FieldDescriptor *field)
    {
        return field->enum_type()->value(static_cast<int>(random_() % field->enum_type()->value_count()));
    }

    std::string text_of(const FieldDescriptor *field)
    {
        static const char *const parts[] = {"a",      "Z",      "\"",     "\\",   "/", "\n",   "\t",
                                            "\x01",   "\x1f",   "\x7f",   "<&>",  "é", "订单", "😀",
                                            "\u2028", "\u0080", "\uffff", "null", "1", " ",    "\U0010FFFF"};
        std::string made;
        for (unsigned n = random_() % 12; n; n--)
            if (field->type() == FieldDescriptor::TYPE_BYTES)
                made.push_back(static_cast<char>(random_()));
            else
                made += parts[random_() % (sizeof parts / sizeof *parts)];
        return made;
    }

    void fill_time(Message *message, int64_t least, int64_t most, bool is_signed)
    {
        const Descriptor *type = message->GetDescriptor();
        int64_t seconds = least + static_cast<int64_t>(random_() % static_cast<uint64_t>(most - least + 1));
        static const int32_t units[] = {1, 1000, 1000000, 1000000000};
        int32_t unit = units[random_() % 4], nanos = static_cast<int32_t>(random_() % 1000000000) / unit * unit;
        if (one_in(5))
            seconds = 0;
        if (is_signed && (seconds < 0 || (seconds == 0 && one_in(2))))
            nanos = -nanos;
        message->GetReflection()->SetInt64(message, type->FindFieldByNumber(1), seconds);
        message->GetReflection()->SetInt32(message, type->FindFieldByNumber(2), nanos);
    }

    void fill_mask(google::protobuf::FieldMask *mask)
    {
        static const char *const paths[] = {"a", "foo_bar", "one.two_three", "x1.y2", "ab_cd.e"};
        for (unsigned n = random_() % 4; n; n--)
            mask->add_paths(paths[random_() % 5]);
    }

    void fill_value(google::protobuf::Value *value, int depth)
    {
        switch (random_() % (depth > 3 ? 4 : 6)) {
        case 0: value->set_null_value(google::protobuf::NULL_VALUE); break;
        case 1: value->set_bool_value(one_in(2)); break;
        case 2: value->set_number_value(static_cast<double>(static_cast<int64_t>(random_())) / 1024); break;
        case 3: value->set_string_value(one_in(2) ? "text" : "\"\n😀"); break;
        case 4:
            for (unsigned n = random_() % 3; n; n--)
                fill_value(value->mutable_list_value()->add_values(), depth + 1);
            value->mutable_list_value();
            break;
        default:
            value->mutable_struct_value();
            for (unsigned n = random_() % 3; n; n--)
                fill_value(&(*value->mutable_struct_value()->mutable_fields())["k" + std::to_string(n)], depth + 1);
        }
    }

    std::mt19937_64 random_;
};

bool is_same(const Message &a, const Message &b, std::string *report)
{
    google::protobuf::util::MessageDifferencer differ;
    google::protobuf::util::DefaultFieldComparator comparator;
    comparator.set_treat_nan_as_equal(true);
    differ.set_field_comparator(&comparator);
    differ.ReportDifferencesToString(report);
    return differ.Compare(a, b);
}

int complain(const char *what, const std::string &why, const Message &message, const std::string &json)
{
    fprintf(stderr, "%s: %s\n--- message\n%s--- json\n%s\n", what, why.c_str(), message.DebugString().c_str(),
            json.c_str());
    return 1;
}

int check_writer(const Message &message)
{
    std::string error, report,
        json = write_json(message.GetDescriptor()->full_name(), message.SerializeAsString(), &error);
    if (!error.empty())
        return complain("the writer refuses", error, message, json);
    std::unique_ptr<Message> back(message.New());
    auto status = google::protobuf::util::JsonStringToMessage(json, back.get());
    if (!status.ok())
        return complain("libprotobuf refuses what was written", status.ToString(), message, json);
    return is_same(message, *back, &report) ? 0 : complain("written differently", report, message, json);
}

int check_reader(const Message &message, Maker *maker)
{
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = maker->one_in(2);
    options.always_print_enums_as_ints = maker->one_in(2);
    options.add_whitespace = maker->one_in(2);
    std::string json, error, report;
    if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok())
        return complain("libprotobuf cannot write", "", message, json);
    std::string bytes = read_json(message.GetDescriptor()->full_name(), json, &error);
    std::unique_ptr<Message> back(message.New());
    if (!error.empty() || !back->ParseFromString(bytes))
        return complain("the reader refuses", error, message, json);
    return is_same(message, *back, &report) ? 0 : complain("read differently", report, message, json);
}

} // namespace

int main(int argc, char **argv)
{
    uint64_t seed = argc > 1 ? strtoull(argv[1], nullptr, 10) : 1;
    unsigned count = argc > 2 ? static_cast<unsigned>(atoi(argv[2])) : 20000;
    Maker maker(seed);
    for (unsigned i = 0; i < count; i++) {
        everything::v3::Everything three;
        everything::v2::Everything two;
        Message &message = i % 2 ? static_cast<Message &>(two) : static_cast<Message &>(three);
        maker.fill(&message, 0);
        message.ParseFromString(message.SerializeAsString()); // a map key that came twice is gone now
        if (check_writer(message) || check_reader(message, &maker)) {
            fprintf(stderr, "seed %llu, message %u\n", static_cast<unsigned long long>(seed), i);
            return 1;
        }
    }
    printf("%u messages both ways, seed %llu: 0 differences\n", count, static_cast<unsigned long long>(seed));
    return 0;
}
