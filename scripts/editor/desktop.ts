import { findProgram } from './browser.ts';

/** The desktop VS Code that is installed here; undefined when there is none. */
export function findDesktopEditor(): string | undefined {
  return findProgram('code', 'code-insiders', 'codium');
}

/** True if a desktop VS Code can be downloaded, and has a display to show itself on. Takes five seconds at most. */
export async function desktopDownloadIsReachable(): Promise<boolean> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return false;
  try {
    const answer = await fetch('https://update.code.visualstudio.com/api/releases/stable', { signal: AbortSignal.timeout(5000) });
    return answer.ok;
  } catch {
    return false;
  }
}
