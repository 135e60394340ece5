import '../shell/set-language.ts';

import { render } from 'preact';
import { applyTheme } from '../colour-theme.ts';
import { watchKeyboard } from '../mark-keyboard-use.ts';
import { Sandbox } from './workspace-pages.tsx';
import '../styles/base.css';
import '../styles/shell.css';
import '../styles/parts.css';
import '../styles/pages.css';

applyTheme();
watchKeyboard();
const place = document.getElementById('sandbox');
if (place) render(<Sandbox />, place);
