import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/tokens.css';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { styleNonce } from './app/nonce';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element for the app.');
setNonce(styleNonce); // of the styles that keep a page still behind a dialog
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
