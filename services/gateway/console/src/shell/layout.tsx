// SPDX-License-Identifier: Apache-2.0
// The frame: navigation by what the user may do, who is signed in, and the page.
import { Suspense } from 'react';
import { Button } from '../parts/antd';
import AuditOutlined from '@ant-design/icons/es/icons/AuditOutlined';
import CalendarOutlined from '@ant-design/icons/es/icons/CalendarOutlined';
import FunnelPlotOutlined from '@ant-design/icons/es/icons/FunnelPlotOutlined';
import LogoutOutlined from '@ant-design/icons/es/icons/LogoutOutlined';
import ToolOutlined from '@ant-design/icons/es/icons/ToolOutlined';
import PhoneOutlined from '@ant-design/icons/es/icons/PhoneOutlined';
import ProjectOutlined from '@ant-design/icons/es/icons/ProjectOutlined';
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined';
import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLive } from '../live';
import { pages } from '../router';
import { signOut, useMay, useSession } from '../session';
import { Preferences } from './preferences';
import { Loading, Nothing, NoPermission } from './states';

const icons = {
  day: <CalendarOutlined />, calls: <PhoneOutlined />, leads: <FunnelPlotOutlined />, customers: <TeamOutlined />, pipeline: <ProjectOutlined />,
  contracts: <AuditOutlined />, ops: <ToolOutlined />,
};

export function Layout() {
  const { t } = useTranslation();
  const { user } = useSession();
  const may = useMay();
  const { pathname } = useLocation();
  const live = useLive();
  const mine = pages.filter((page) => may(page.needs));
  const here = pages.find((page) => pathname === page.path || pathname.startsWith(`${page.path}/`));

  return (
    <div className="frame">
      <a className="skip" href="#page">{t('shell.skip')}</a>
      <header className="top">
        <span className="brand"><img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="22" height="22" /> Dealspine</span>
        <span className={`live ${live}`} role="status">{t(`shell.live.${live}`)}</span>
        <span className="grow" />
        <Preferences />
        <span className="who" title={user.roles.join(', ')}>{user.name}</span>
        <Button type="text" icon={<LogoutOutlined />} aria-label={t('shell.signOut')} title={t('shell.signOut')} onClick={signOut} />
      </header>
      <nav className="rail" aria-label={t('shell.navigation')}>
        {mine.map((page) => (
          <Link key={page.key} to={page.path} className={page === here ? 'here' : ''} aria-current={page === here ? 'page' : undefined}>
            <span aria-hidden="true">{icons[page.key]}</span><span>{t(`page.${page.key}`)}</span>
          </Link>
        ))}
      </nav>
      <main className="page" id="page" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          {here && !may(here.needs) ? <NoPermission /> : <Outlet />}
        </Suspense>
        {pathname === '/' && (mine[0] ? <Navigate to={mine[0].path} replace />
          : <Nothing title={t('state.noPage')}>{t('state.noPageWhy')}</Nothing>)}
      </main>
    </div>
  );
}
