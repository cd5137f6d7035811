/* SPDX-License-Identifier: Apache-2.0 */
#include "base/poison.h"

#ifdef DEALSPINE_BREAK
#include <stdlib.h>
#include <string.h>

void poison_taste(const char *service, const char *what)
{
    const char *list = getenv("DEALSPINE_POISON");
    size_t n = strlen(service);
    for (const char *pair = list; pair && *pair; pair += strcspn(pair, ","), pair += *pair == ',') {
        size_t size = strcspn(pair, ",");
        if (size == n + 1 + strlen(what) && strncmp(pair, service, n) == 0 && pair[n] == ':' &&
            strncmp(pair + n + 1, what, size - n - 1) == 0)
            abort();
    }
}
#else
void poison_taste(const char *service, const char *what)
{
    (void)service, (void)what;
}
#endif
