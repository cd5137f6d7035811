// SPDX-License-Identifier: Apache-2.0
// The frame: navigation by what the user may do, who is signed in, and the page.
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { Button } from '../parts/antd';
import AuditOutlined from '@ant-design/icons/es/icons/AuditOutlined';
import CalendarOutlined from '@ant-design/icons/es/icons/CalendarOutlined';
import FunnelPlotOutlined from '@ant-design/icons/es/icons/FunnelPlotOutlined';
import LogoutOutlined from '@ant-design/icons/es/icons/LogoutOutlined';
import ToolOutlined from '@ant-design/icons/es/icons/ToolOutlined';
import PhoneOutlined from '@ant-design/icons/es/icons/PhoneOutlined';
import ProjectOutlined from '@ant-design/icons/es/icons/ProjectOutlined';
import SearchOutlined from '@ant-design/icons/es/icons/SearchOutlined';
import SettingOutlined from '@ant-design/icons/es/icons/SettingOutlined';
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined';
import UserOutlined from '@ant-design/icons/es/icons/UserOutlined';
import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLive } from '../live';
import { pages } from '../router';
import { signOut, useMay, useSession } from '../session';
import { Preferences } from './preferences';
import { Loading, Nothing, NoPermission, Stale } from './states';

const Palette = lazy(() => import('./palette').then((part) => ({ default: part.Palette })));

const icons = {
  day: <CalendarOutlined />, calls: <PhoneOutlined />, leads: <FunnelPlotOutlined />, customers: <TeamOutlined />, pipeline: <ProjectOutlined />,
  contracts: <AuditOutlined />, ops: <ToolOutlined />, admin: <SettingOutlined />,
};

export function Layout() {
  const { t } = useTranslation();
  const { user } = useSession();
  const may = useMay();
  const { pathname } = useLocation();
  const live = useLive();
  const [seeking, setSeeking] = useState(false);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.isComposing || document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      setSeeking(true);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
  const rail = useRef<HTMLElement>(null);
  const mine = pages.filter((page) => page.needs.some(may));
  const here = pages.find((page) => pathname === page.path || pathname.startsWith(`${page.path}/`));
  /* On a telephone the bar is longer than the screen; the browser leaves a link where it is that shows a pixel. */
  useEffect(() => {
    const now = rail.current?.querySelector<HTMLElement>('.here');
    if (now) rail.current!.scrollLeft = now.offsetLeft - (rail.current!.clientWidth - now.clientWidth) / 2;
  }, [here]);

  return (
    <div className="frame">
      <a className="skip" href="#page">{t('shell.skip')}</a>
      <header className="top">
        <span className="brand"><img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="22" height="22" /> Dealspine</span>
        <span className={`live ${live}`} role="status">{t(`shell.live.${live}`)}</span>
        <span className="grow" />
        <button type="button" className="tool seek" aria-label={t('palette.title')} onClick={() => setSeeking(true)}><SearchOutlined /> <span className="seek-text">{t('palette.open')} <kbd>Ctrl K</kbd></span></button>
        <Preferences />
        <Link className="account" to={'/account' as never} aria-label={t('shell.account', { name: user.name })} title={user.roles.join(', ')}><UserOutlined /> <span className="who">{user.name}</span></Link>
        <Button type="text" icon={<LogoutOutlined />} aria-label={t('shell.signOut')} title={t('shell.signOut')} onClick={signOut} />
      </header>
      {seeking && <Suspense fallback={null}><Palette onClose={() => setSeeking(false)} /></Suspense>}
      <nav ref={rail} className="rail" aria-label={t('shell.navigation')} onFocus={(event) => event.target.scrollIntoView({ block: 'nearest', inline: 'nearest' })}>
        {mine.map((page) => (
          <Link key={page.key} to={page.path} className={page === here ? 'here' : ''} aria-current={page === here ? 'page' : undefined}>
            <span aria-hidden="true">{icons[page.key]}</span><span>{t(`page.${page.key}`)}</span>
          </Link>
        ))}
      </nav>
      <main className="page" id="page" tabIndex={-1}>
        <Stale />
        <Suspense fallback={<Loading />}>
          {here && !here.needs.some(may) ? <NoPermission /> : <Outlet />}
        </Suspense>
        {pathname === '/' && (mine[0] ? <Navigate to={mine[0].path} replace />
          : <Nothing title={t('state.noPage')}>{t('state.noPageWhy')}</Nothing>)}
      </main>
    </div>
  );
}
