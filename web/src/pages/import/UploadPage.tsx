import { Alert, Anchor, Box, Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { CircleAlert, CloudUpload, Download, ShieldCheck } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { orderImport, useRecipes } from '../../api/imports';
import { useMay } from '../../api/session';
import { uploadFile, type UploadProgress } from '../../api/upload';
import { useFormat, useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { Page } from '../../parts/Page';
import { NotAllowed } from '../../parts/NotAllowed';
import { useSentences } from '../../parts/useSentences';
import { useTellingTrouble } from '../../parts/useTelling';
import { ImportSteps } from './ImportSteps';
import { RecipeBand } from './RecipeBand';
import { downloadTemplate } from './template';
import classes from './UploadPage.module.css';

const accepted = '.csv,.txt,.tsv,.xls,.xlsx,.zip';

type Sending = { file: File; progress: UploadProgress };

function useUploading(recipeId: number | undefined) {
  const { t } = useLanguage();
  const sentences = useSentences();
  const tellTrouble = useTellingTrouble();
  const navigate = useNavigate();
  const [sending, setSending] = useState<Sending | null>(null);
  const [refusal, setRefusal] = useState<{ name: string; message: string } | null>(null);
  const stop = useRef<AbortController | null>(null);

  const send = async (file: File) => {
    setRefusal(null);
    if (file.size === 0) {
      setRefusal({ name: file.name, message: t('upload.empty') });
      return;
    }
    stop.current = new AbortController();
    setSending({ file, progress: { sent: 0, isWaiting: false } });
    try {
      const id = await uploadFile({
        file,
        signal: stop.current.signal,
        onProgress: (progress) => setSending({ file, progress }),
      });
      // the file is there whatever becomes of the recipe, which somebody else may just have deleted
      if (recipeId !== undefined) await orderImport({ uploadId: id, recipeId }).catch(tellTrouble);
      await navigate(`/import/${id}/read`);
    } catch (error) {
      if (!stop.current.signal.aborted) setRefusal({ name: file.name, message: sentences.ofTrouble(error) });
      setSending(null);
    }
  };
  return { sending, refusal, send: (file: File) => void send(file), stop: () => stop.current?.abort() };
}

/** The recipe that the address names, and how it is left out again. */
function useChosenRecipe() {
  const [address, setAddress] = useSearchParams();
  const recipes = useRecipes().data?.recipes;
  const named = Number(address.get('recipe')) || undefined;
  const kept = recipes?.find(({ id }) => id === named);
  // a file may be dropped before the recipes are there
  const id = recipes && !kept ? undefined : named;
  return { id, name: kept?.name, leave: () => setAddress({}, { replace: true }) };
}

/** The first step: a file, dropped or chosen. */
export function UploadPage() {
  const { t } = useLanguage();
  const may = useMay();
  const recipe = useChosenRecipe();
  const { sending, refusal, send, stop } = useUploading(recipe.id);
  if (!may('imports:manage')) return <NotAllowed title={t('import.title')} />;
  return (
    <Page title={t('import.title')}>
      <ImportSteps step="upload" />
      <Stack maw={760} mx="auto" gap="lg">
        {refusal && (
          <Alert
            role="alert"
            color="red"
            variant="outline"
            bg="var(--card)"
            icon={<CircleAlert aria-hidden />}
            title={t('upload.refused', { name: refusal.name })}
          >
            {refusal.message}
          </Alert>
        )}
        {recipe.name !== undefined && (
          <RecipeBand
            text={t('upload.recipe', { name: recipe.name })}
            {...(!sending && { leaving: t('upload.recipe.leave'), onLeave: recipe.leave })}
          />
        )}
        {sending ? <SendingCard {...sending} onStop={stop} /> : <DropCard onFile={send} />}
        <Card>
          <Group justify="space-between" wrap="nowrap" gap="md" align="flex-start">
            <div>
              <Text fw={600} size="sm">
                {t('upload.template')}
              </Text>
              <Text size="sm" c="dimmed">
                {t('upload.template.text')}
              </Text>
            </div>
            <Button
              variant="default"
              leftSection={<Download size={16} aria-hidden />}
              onClick={() => downloadTemplate(t)}
              style={{ flex: 'none' }}
            >
              CSV
            </Button>
          </Group>
        </Card>
        <Group gap="xs" justify="center" wrap="nowrap" c="dimmed">
          <ShieldCheck size={18} aria-hidden style={{ flex: 'none' }} />
          <Text size="sm">{t('upload.privacy')}</Text>
        </Group>
      </Stack>
    </Page>
  );
}

function DropCard({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useLanguage();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <Box
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <CloudUpload size={44} strokeWidth={1.4} className={classes.icon} aria-hidden />
      <Title order={2}>{t('upload.drop')}</Title>
      <input
        ref={input}
        type="file"
        accept={accepted}
        className={classes.input}
        tabIndex={-1}
        aria-label={t('upload.choose')}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = ''; // so that the same file can be chosen again
        }}
      />
      <Button size="md" onClick={() => input.current?.click()}>
        {t('upload.choose')}
      </Button>
      <Text size="sm" c="dimmed" maw={440}>
        {t('upload.kinds')}
      </Text>
    </Box>
  );
}

function SendingCard({ file, progress, onStop }: Sending & { onStop: () => void }) {
  const { t } = useLanguage();
  const format = useFormat();
  const isSent = progress.sent >= file.size;
  return (
    <Card p="xl">
      <Stack>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {t('upload.sending', { name: file.name })}
        </Title>
        <Progress
          value={(progress.sent / file.size) * 100}
          size="lg"
          animated={!progress.isWaiting}
          color={progress.isWaiting ? 'gray' : 'petrol'}
          aria-label={t('upload.sending', { name: file.name })}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed" className="numbers" role="status">
            {progress.isWaiting && t('upload.waiting')}
            {!progress.isWaiting && isSent && t('upload.reading')}
            {!progress.isWaiting && !isSent && `${format.bytes(progress.sent)} / ${format.bytes(file.size)}`}
          </Text>
          <Anchor component="button" type="button" size="sm" onClick={onStop}>
            {t('upload.stop')}
          </Anchor>
        </Group>
      </Stack>
    </Card>
  );
}
