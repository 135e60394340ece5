import '../shell/language.ts';

import { render } from 'preact';
import { watchKeyboard } from '../keyboard.ts';
import { applyTheme } from '../theme.ts';
import { Sandbox } from './sandbox.tsx';
import '../styles/base.css';
import '../styles/shell.css';
import '../styles/parts.css';
import '../styles/pages.css';

applyTheme();
watchKeyboard();
const place = document.getElementById('sandbox');
if (place) render(<Sandbox />, place);
