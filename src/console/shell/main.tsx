import './language.ts';

import { render } from 'preact';
import { applyTheme } from '../theme.ts';
import { Console } from './console.tsx';
import '../styles/base.css';
import '../styles/shell.css';
import '../styles/parts.css';
import '../styles/pages.css';

applyTheme();
const place = document.getElementById('console');
if (place) render(<Console />, place);
