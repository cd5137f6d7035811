/* SPDX-License-Identifier: Apache-2.0 */
#include "service/fiber.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include "base/arena.h"

#if defined(__SANITIZE_ADDRESS__)
#define FIBER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FIBER_ASAN 1
#endif
#endif

#ifdef FIBER_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
enum { STACK = 512 * 1024 };
#else
enum { STACK = 128 * 1024 };
#endif

struct fiber {
    ucontext_t inside, outside;
    unsigned char *stack; /* one guard page below it */
    void (*body)(void *context);
    void *context;
    bool ended;
#ifdef FIBER_ASAN
    void *fake_inside, *fake_outside;
    const void *outside_bottom;
    size_t outside_size;
#endif
};

struct fiber *fiber_new(void)
{
    struct fiber *fiber = need_alloc(sizeof *fiber);
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    unsigned char *memory = mmap(NULL, STACK + page, PROT_READ | PROT_WRITE,
                                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED || mprotect(memory, page, PROT_NONE) != 0)
        abort();
    fiber->stack = memory + page;
    return fiber;
}

void fiber_free(struct fiber *fiber)
{
    if (!fiber)
        return;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
#ifdef FIBER_ASAN
    __asan_unpoison_memory_region(fiber->stack, STACK);
#endif
    munmap(fiber->stack - page, STACK + page);
    free(fiber);
}

static void enter(struct fiber *fiber)
{
#ifdef FIBER_ASAN
    __sanitizer_start_switch_fiber(&fiber->fake_outside, fiber->stack, STACK);
#endif
    swapcontext(&fiber->outside, &fiber->inside);
#ifdef FIBER_ASAN
    __sanitizer_finish_switch_fiber(fiber->fake_outside, NULL, NULL);
    if (fiber->ended) /* nothing may be left that points into it: the next run writes over it */
        __asan_poison_memory_region(fiber->stack, STACK);
#endif
}

static void trampoline(unsigned high, unsigned low)
{
    struct fiber *fiber = (struct fiber *)(uintptr_t)((uint64_t)high << 32 | low);
#ifdef FIBER_ASAN
    __sanitizer_finish_switch_fiber(NULL, &fiber->outside_bottom, &fiber->outside_size);
#endif
    fiber->body(fiber->context);
    fiber->ended = true;
#ifdef FIBER_ASAN
    __sanitizer_start_switch_fiber(NULL, fiber->outside_bottom, fiber->outside_size);
#endif
    setcontext(&fiber->outside);
}

bool fiber_start(struct fiber *fiber, void (*body)(void *context), void *context)
{
    fiber->body = body;
    fiber->context = context;
    fiber->ended = false;
#ifdef FIBER_ASAN
    __asan_unpoison_memory_region(fiber->stack, STACK); /* what a dropped run has left */
    fiber->fake_inside = NULL;
#endif
    getcontext(&fiber->inside);
    fiber->inside.uc_stack.ss_sp = fiber->stack;
    fiber->inside.uc_stack.ss_size = STACK;
    fiber->inside.uc_link = NULL;
    uint64_t self = (uint64_t)(uintptr_t)fiber;
    makecontext(&fiber->inside, (void (*)(void))trampoline, 2, (unsigned)(self >> 32), (unsigned)self);
    enter(fiber);
    return fiber->ended;
}

bool fiber_resume(struct fiber *fiber)
{
    enter(fiber);
    return fiber->ended;
}

void fiber_yield(struct fiber *fiber)
{
#ifdef FIBER_ASAN
    __sanitizer_start_switch_fiber(&fiber->fake_inside, fiber->outside_bottom, fiber->outside_size);
#endif
    swapcontext(&fiber->inside, &fiber->outside);
#ifdef FIBER_ASAN
    __sanitizer_finish_switch_fiber(fiber->fake_inside, &fiber->outside_bottom, &fiber->outside_size);
#endif
}
