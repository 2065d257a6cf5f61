import { stuntdouble } from 'stuntdouble/vite';
import { defineConfig } from 'vite';

/** The address of a mock that is a process of its own: `npx stuntdouble mock openapi.yaml`. */
const MOCK = process.env['MOCK'] ?? 'http://127.0.0.1:3000';

export default defineConfig(({ mode }) => {
  const asksProcess = mode === 'port' || mode === 'upstream';
  return {
    plugins: mode === 'plugin' ? [stuntdouble({ descriptions: 'openapi.yaml' })] : [],
    server: { proxy: asksProcess ? { '/api': MOCK } : {} },
    // the page that has the mock in it may neither evaluate code nor load any from elsewhere
    preview: { headers: { 'Content-Security-Policy': "default-src 'self'" } },
  };
});
