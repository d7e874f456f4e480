import { spawnSync } from 'node:child_process';
import { findChromium, findProgram } from './browser.ts';

/**
 * Sees to it that there is a Chromium to drive and a Chinese font to read: on Debian as root it installs them.
 * @param say hears what takes long
 * @returns undefined when all is there; otherwise what is missing and how a person installs it.
 */
export function prepareBrowser(say: (message: string) => void): string | undefined {
  const missing = [...(findChromium() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])];
  if (missing.length === 0) return undefined;
  if (process.platform === 'linux' && process.getuid?.() === 0 && findProgram('apt-get')) {
    say(`Installing ${missing.join(' and ')} (apt-get) …`);
    const apt = (...args: string[]) => spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
    if (apt('update') && apt('install', '-y', '--no-install-recommends', ...missing)) return undefined;
    return `apt-get could not install ${missing.join(' and ')}; what it says stands above.`;
  }
  return `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing. Install with: sudo apt-get install ${missing.join(' ')}${missing.includes('chromium') ? ' (or name a Chrome in KANWU_CHROMIUM)' : ''}`;
}

/** Elsewhere than on Linux a font that has Chinese comes with the system. */
function hasChineseFont(): boolean {
  if (process.platform !== 'linux') return true;
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return list.status === 0 && list.stdout.trim() !== '';
}
