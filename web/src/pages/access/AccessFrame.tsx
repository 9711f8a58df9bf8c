import { Box, Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Mark } from '../../app/Mark';
import { isLocale, languageNames } from '../../language/catalogues';
import { useLanguage } from '../../language/Language';
import classes from './AccessFrame.module.css';

/** The frame of the pages before the sign-in. */
export function AccessFrame({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const { t, locale, choose } = useLanguage();
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <Box className={classes.frame}>
      <Box component="aside" className={classes.aside} visibleFrom="md">
        <Mark size={36} />
        <Text className={classes.claim}>{t('signIn.claim')}</Text>
        <Rows />
      </Box>
      <Stack component="main" className={classes.main} gap="lg">
        <Paper className={classes.card} radius="lg">
          <Box hiddenFrom="md" mb="xl">
            <Mark size={32} />
          </Box>
          <Title order={1} mb={text ? 6 : 'lg'}>
            {title}
          </Title>
          {text && (
            <Text c="dimmed" mb="lg">
              {text}
            </Text>
          )}
          {children}
        </Paper>
        <Group justify="center">
          <NativeSelect
            size="xs"
            aria-label={t('app.language')}
            value={locale}
            data={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
            onChange={({ currentTarget: { value } }) => isLocale(value) && choose(value)}
          />
        </Group>
      </Stack>
    </Box>
  );
}

/** Rows that become profiles; an ornament. */
function Rows() {
  return (
    <svg viewBox="0 0 400 220" className={classes.picture} aria-hidden>
      {[0, 1, 2, 3, 4].map((row) => (
        <g key={row} transform={`translate(0 ${row * 44})`}>
          <rect width="150" height="30" rx="6" className={classes.row} />
          <rect x="12" y="11" width={row === 3 ? 40 : 58} height="8" rx="4" className={classes.cell} />
          <rect x="88" y="11" width="46" height="8" rx="4" className={row === 2 ? classes.wrong : classes.cell} />
          {row !== 2 && (
            <>
              <path d={`M160 15 C 200 15 200 ${15 + goal(row)} 244 ${15 + goal(row)}`} className={classes.way} />
              <g transform={`translate(254 ${goal(row)})`}>
                <circle cx="15" cy="15" r="15" className={classes.person} />
                <circle cx="15" cy="11.5" r="4.6" className={classes.face} />
                <path d="M6.5 24.5 a 8.7 8.7 0 0 1 17 0 z" className={classes.face} />
                <rect x="42" y="5" width="76" height="8" rx="4" className={classes.cell} />
                <rect x="42" y="18" width="50" height="7" rx="3.5" className={classes.cell} />
              </g>
            </>
          )}
        </g>
      ))}
    </svg>
  );
}

/** How far a row's profile stands from the row: the fifth row is the same person as the fourth. */
function goal(row: number): number {
  const targets = [16, 12, 0, -4, -48];
  return targets[row] ?? 0;
}
