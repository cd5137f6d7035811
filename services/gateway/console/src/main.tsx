// SPDX-License-Identifier: Apache-2.0
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { startLanguage } from './i18n';
import './style.css';

startLanguage().then(() => createRoot(document.getElementById('root')!).render(<App />));
