// SPDX-License-Identifier: Apache-2.0
// The reasons that the server gives are English sentences of known forms; here they are said in the language of the page.
// A form that is not known stays as it came.
import { useTranslation } from 'react-i18next';

/** Form, and the name of its sentence; the groups fill in what the sentence leaves open. */
const forms: [RegExp, string][] = [
  [/^always$/, 'always'],
  [/^(?<fact>[\w.]+) is present$/, 'present'],
  [/^(?<fact>[\w.]+) is absent$/, 'absent'],
  [/^(?<fact>[\w.]+) is not (?<value>.+)$/, 'isNot'],
  [/^(?<fact>[\w.]+) is one of (?<value>.+)$/, 'oneOf'],
  [/^(?<fact>[\w.]+) is none of (?<value>.+)$/, 'noneOf'],
  [/^(?<fact>[\w.]+) is at least (?<value>.+)$/, 'atLeast'],
  [/^(?<fact>[\w.]+) is at most (?<value>.+)$/, 'atMost'],
  [/^(?<fact>[\w.]+) contains (?<value>.+)$/, 'contains'],
  [/^what conversations showed since$/, 'followup'],
  [/^what answers to our questions showed$/, 'answers'],
  [/^rule (?<rule>\S+): least loaded of (?<agents>\d+) agents, (?<open>\d+) of (?<most>\d+) open leads$/, 'leastLoaded'],
  [/^rule (?<rule>\S+): next by weight (?<weight>\d+) of (?<agents>\d+) agents$/, 'byWeight'],
  [/^rule (?<rule>\S+): next in turn of (?<agents>\d+) agents$/, 'inTurn'],
  [/^rule (?<rule>\S+): already has the customer$/, 'hasCustomer'],
  [/^a call is promised for (?<time>.+) there$/, 'promised'],
  [/^you promised to call$/, 'mine'],
  [/^a call that anyone of the team may make was promised$/, 'anyone'],
  [/^(?:its|the) first contact is open$/, 'firstOpen'],
  [/^(?:its|the) first contact is overdue$/, 'firstOverdue'],
  [/^(?:its|the) next contact is due$/, 'nextDue'],
  [/^nobody was reached for long: it goes back to the pool$/, 'backToPool'],
  [/^urgent in the pool$/, 'urgentInPool'],
  [/^the first in the pool$/, 'firstInPool'],
  [/^priority (?<points>\d+)$/, 'priority'],
  [/^nothing is due before (?<time>\S+)$/, 'nothingDue'],
  [/^you have no open leads$/, 'noneOpen'],
  [/^given back by its owner$/, 'givenBack'],
  [/^nobody was reached in time$/, 'notReached'],
  [/^rule (?<rule>\S+): to the pool$/, 'toPool'],
  [/^given by a manager$/, 'byManager'],
  [/^given by a manager, with others$/, 'byManagerWithOthers'],
  [/^(?<fact>[\w.]+) is (?<value>\S+)$/, 'is'],
];

/** Says a reason, or several joined by ";" or with a priority behind them. */
export function useWhy() {
  const { t, i18n } = useTranslation();
  const fact = (name: string) => (i18n.exists(`fact.${name}`) ? t(`fact.${name}`) : name.replace(/^attribute\./, '').replace(/_/g, ' '));
  const value = (name: string, word: string) => (name === 'source_channel' && i18n.exists(`channel.${word}`) ? t(`channel.${word}`) : word);
  const one = (text: string): string => {
    const points = /^([+-]\d+) (.+)$/.exec(text);
    if (points) return `${points[1]} ${one(points[2])}`;
    const known = forms.find(([form]) => form.test(text));
    if (!known) return text;
    const groups = known[0].exec(text)?.groups ?? {};
    const moment = (at?: string) => (at && /^\d{4}-\d\d-\d\dT/.test(at) ? new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at)) : at);
    return t(`why.${known[1]}`, { ...groups, time: moment(groups.time), fact: groups.fact && fact(groups.fact), value: groups.value && value(groups.fact, groups.value) });
  };
  return (reason: string) => {
    const urgent = reason.startsWith('urgent: ');
    const parts = reason.slice(urgent ? 8 : 0).split(/; |, (?=priority \d)|[,:] (?=[+-]\d+ )/).map(one);
    return (urgent ? [t('why.urgent'), ...parts] : parts).join(t('why.and'));
  };
}
