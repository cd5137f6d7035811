// SPDX-License-Identifier: Apache-2.0
// Whom a case asks now, and whether the user is one of them, for himself or for somebody who lets him decide. What is shown
// follows from this; the server decides again.
import { isFieldSet } from '@bufbuild/protobuf';
import { timestampMs } from '@bufbuild/protobuf/wkt';
import { useQuery } from '@connectrpc/connect-query';
import {
  ApprovalCase_Purpose, ApprovalCase_State, ApprovalDelegationSchema, ApprovalRoute_RepeatPolicy, ApprovalSlot_Kind, ApprovalSlot_State, ApprovalStep_Role,
  Contracts, type ApprovalCase, type ApprovalDelegation, type ApprovalSlot, type GetContractReply,
} from '@dealspine/api/dealspine/contracts_pb';
import { useMay, useSession } from '../../session';

export const runningCase = (all: GetContractReply) => all.cases.find((one) => one.state === ApprovalCase_State.RUNNING);
export const activeSlots = (all: GetContractReply, running?: ApprovalCase) =>
  all.slots.filter((one) => one.caseId === running?.id && one.state === ApprovalSlot_State.ACTIVE);

interface Judge { id: string; head: boolean; counsel: boolean; roles: string[] }

const counts = (one: ApprovalDelegation, me: string) => {
  const now = Date.now();
  return one.toId === me && !one.endedAt && timestampMs(one.validFrom!) <= now && now < timestampMs(one.validUntil!);
};

export function isAsked(all: GetContractReply, judges: Judge[], me: string): boolean {
  const running = runningCase(all);
  if (!running) return false;
  const done = all.slots.filter((one) => one.caseId === running.id && one.state === ApprovalSlot_State.APPROVED);
  const fits = (slot: ApprovalSlot, judge: Judge) => {
    if (slot.role === ApprovalStep_Role.LEGAL && !judge.counsel) return false;
    switch (slot.kind) {
      case ApprovalSlot_Kind.HEAD: return judge.head;
      case ApprovalSlot_Kind.COUNSEL: return judge.counsel;
      case ApprovalSlot_Kind.ROLE: return judge.roles.includes(slot.ref);
      default: return slot.ref === judge.id;
    }
  };
  return judges.some((judge) => {
    const both = [judge.id, me];
    if (both.includes(all.contract!.drafterId)) return false;
    if (running.purpose !== ApprovalCase_Purpose.CONTRACT && both.includes(running.openedBy)) return false;
    if (running.repeatPolicy !== ApprovalRoute_RepeatPolicy.ALLOW_REPEAT && done.some((one) => both.includes(one.approverId) || one.onBehalfOf === judge.id)) return false;
    return activeSlots(all, running).some((slot) => fits(slot, judge));
  });
}

export function useAsked(all: GetContractReply): boolean {
  const { user } = useSession();
  const may = useMay();
  const given = useQuery(Contracts.method.listDelegations, {}, { staleTime: 60_000, enabled: !!runningCase(all) });
  const own: Judge = { id: user.id, head: may('contracts.approve'), counsel: may('contracts.legal'), roles: user.roles };
  const others = (given.data?.delegations ?? []).filter((one) => counts(one, user.id)).map((one) => ({
    id: one.fromId, roles: one.roles, head: isFieldSet(one, ApprovalDelegationSchema.field.approveScope), counsel: isFieldSet(one, ApprovalDelegationSchema.field.legalScope),
  }));
  return isAsked(all, [own, ...others], user.id);
}
