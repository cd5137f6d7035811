// SPDX-License-Identifier: Apache-2.0
#include "phone.h"

#include <cstring>
#include <phonenumbers/phonenumberutil.h>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

static bool put(const std::string &text, char *ret, size_t room)
{
    if (text.size() >= room)
        return false;
    std::memcpy(ret, text.c_str(), text.size() + 1);
    return true;
}

extern "C" bool phone_normal(const char *text, const char *region, char ret_e164[PHONE_E164],
                             char ret_region[PHONE_REGION])
{
    const PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    std::string e164, home;
    if (util->Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR || !util->IsValidNumber(number) ||
        number.has_extension())
        return false;
    util->Format(number, PhoneNumberUtil::E164, &e164);
    util->GetRegionCodeForNumber(number, &home);
    if (home.size() != 2)
        home.clear();
    return put(e164, ret_e164, PHONE_E164) && put(home, ret_region, PHONE_REGION);
}
