// SPDX-License-Identifier: Apache-2.0
import { createRoot } from 'react-dom/client';
import { startLanguage } from './i18n';
import './mode';
import { Entrance } from './shell/entrance';
import './style.css';

startLanguage().then(() => createRoot(document.getElementById('root')!).render(<Entrance />));
