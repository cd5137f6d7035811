// SPDX-License-Identifier: Apache-2.0
// Care of one's own customers that comes up: days that are near.
import { useMay } from '../../session';
import { CareTasks } from '../customers/occasions';

export const Care = () => (useMay()('customers.read') ? <CareTasks /> : null);
