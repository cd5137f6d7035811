/* SPDX-License-Identifier: Apache-2.0 */
#include "base/broken.h"

#ifdef DEALSPINE_BREAK
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool is_broken(const char *flag)
{
#define X(name, invariant, what) #name,
    static const char *const flags[] = {BROKEN_FLAGS};
#undef X
    const char *broken = getenv("DEALSPINE_BREAK");
    if (!broken || strcmp(broken, flag) == 0)
        return broken != NULL;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (strcmp(flags[i], broken) == 0)
            return false;
    fprintf(stderr, "DEALSPINE_BREAK=%s: there is no such flag\n", broken);
    exit(2);
}
#else
bool is_broken(const char *flag)
{
    (void)flag;
    return false;
}
#endif
