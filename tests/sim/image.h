/* SPDX-License-Identifier: Apache-2.0
 * The globals of the programs' code (image.ld): as they are at the start, kept aside, brought back.
 */
#ifndef SIM_IMAGE_H
#define SIM_IMAGE_H

#include <stddef.h>

void image_keep(void);                      /* once: new processes start with what is there now */
unsigned char *image_new(void);
void image_save(unsigned char *ret_image);
void image_load(const unsigned char *image);
/* A variable that all processes share was changed: its place behind the image, from 1. 0: none was. */
size_t image_strays(void);

#endif
