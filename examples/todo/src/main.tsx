import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

if (import.meta.env.MODE === 'msw') await (await import('./mock.ts')).start();

const place = document.querySelector('#app');
if (place !== null) createRoot(place).render(<App />);
