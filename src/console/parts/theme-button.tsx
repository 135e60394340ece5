import { nextTheme, themeNames, useTheme } from '../colour-theme.ts';

/** The button that names the theme and changes to the next one. */
export function ThemeButton() {
  const theme = useTheme();
  return (
    <button type="button" class="quiet" onClick={nextTheme}>
      Theme: {themeNames[theme]}
    </button>
  );
}
