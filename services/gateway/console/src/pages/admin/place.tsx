// SPDX-License-Identifier: Apache-2.0
// Where somebody stands: team and roles to choose from, each from what the reader may see.
import { useQuery } from '@connectrpc/connect-query';
import { useTranslation } from 'react-i18next';
import { Identity } from '@dealspine/api/dealspine/identity_pb';
import { useEverything } from '../../parts/everything';
import { Choice } from '../../parts/table';

export const useTeams = () => useEverything(Identity.method.listTeams, (page) => page.teams, { staleTime: 30_000 }) ?? [];
export const useRoles = () => useQuery(Identity.method.listRoles, {}, { staleTime: 30_000 }).data?.roles ?? [];

export function TeamChoice({ value, onChange, any }: { value: string; onChange: (path: string) => void; any?: string }) {
  const { t } = useTranslation();
  const teams = useTeams();
  const depth = (path: string) => '\u2003'.repeat(Math.max(0, path.split('/').length - 3));
  return <Choice label={t('admin.team')} value={value} onChange={onChange}
    options={[{ value: '', text: any ?? t('dialog.choose') }, ...teams.map((one) => ({ value: one.path, text: depth(one.path) + one.name }))]} />;
}

export function RoleChoice({ roles, onChange }: { roles: string[]; onChange: (roles: string[]) => void }) {
  const { t } = useTranslation();
  const all = useRoles();
  return (
    <fieldset className="factor"><legend>{t('admin.roles')}</legend>
      {all.map((one) => (
        <label className="row" key={one.code}><input type="checkbox" checked={roles.includes(one.code)}
          onChange={(event) => onChange(event.target.checked ? [...roles, one.code] : roles.filter((code) => code !== one.code))} /> {one.name} <span className="quiet small">{one.code}</span></label>
      ))}
    </fieldset>
  );
}

const signs = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A password for one sign-in, without signs that look alike. */
export const onePassword = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => signs[byte % signs.length]).join('');

export const zones = () => (Intl as { supportedValuesOf?: (what: 'timeZone') => string[] }).supportedValuesOf?.('timeZone') ?? ['Asia/Shanghai', 'UTC'];
