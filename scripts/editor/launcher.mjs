#!/usr/bin/env node
// Stands in for the `code` executable where VS Code cannot be downloaded: takes the arguments that @vscode/test-electron gives it.
import { register } from 'tsx/esm/api';

register();
const { launch } = await import('./launch.ts');
process.exitCode = await launch(process.argv.slice(2));
