/* SPDX-License-Identifier: Apache-2.0 */
#include "image.h"

#include <stddef.h>

#include "base/arena.h"

extern unsigned char sim_image_start[], sim_image_end[], sim_shared_end[];
static unsigned char *fresh, *shared;

static size_t image_size(void)
{
    return (size_t)(sim_image_end - sim_image_start);
}

/* By hand: the range holds red zones, which memcpy() would be reported for reading. */
static void copy(unsigned char *to, const unsigned char *from, size_t n)
{
    __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
}

void image_keep(void)
{
    fresh = need_alloc(image_size());
    image_save(fresh);
    shared = need_alloc((size_t)(sim_shared_end - sim_image_end));
    copy(shared, sim_image_end, (size_t)(sim_shared_end - sim_image_end));
}

__attribute__((no_sanitize("address"))) size_t image_strays(void)
{
    size_t n = (size_t)(sim_shared_end - sim_image_end), at = 0;
    while (at < n && sim_image_end[at] == shared[at])
        at++;
    return at < n ? at + 1 : 0;
}

unsigned char *image_new(void)
{
    unsigned char *image = need_alloc(image_size());
    copy(image, fresh, image_size());
    return image;
}

void image_save(unsigned char *ret_image)
{
    copy(ret_image, sim_image_start, image_size());
}

void image_load(const unsigned char *image)
{
    copy(sim_image_start, image, image_size());
}
