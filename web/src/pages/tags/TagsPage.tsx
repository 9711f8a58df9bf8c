import { Button } from '@mantine/core';
import { Plus, Tags } from 'lucide-react';
import { useState } from 'react';
import { useCountedTags, type CountedTag } from '../../api/catalogues';
import { useMay } from '../../api/session';
import { useLanguage } from '../../language/Language';
import { CatalogueList } from '../../parts/CatalogueList';
import { Page } from '../../parts/Page';
import { DeleteTagDialog } from './DeleteTagDialog';
import { NewTagDialog } from './NewTagDialog';
import { useTagColumns } from './useTagColumns';

const nameOf = ({ name }: CountedTag) => name;

/** The tags, and how many people have each. */
export function TagsPage() {
  const { t } = useLanguage();
  const mayChange = useMay()('people:manage');
  const tags = useCountedTags();
  const columns = useTagColumns();
  const [isMaking, setMaking] = useState(false);
  const [leaving, setLeaving] = useState<CountedTag | null>(null);
  const make = mayChange && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {t('tags.new')}
    </Button>
  );
  return (
    <Page title={t('tags.title')} text={t('tags.text')} acts={make || undefined}>
      <CatalogueList
        label={t('tags.title')}
        query={tags}
        nameOf={nameOf}
        columns={columns}
        count={(count) => t('tags.count', { count })}
        empty={{
          icon: <Tags />,
          title: t('tags.empty'),
          text: t(mayChange ? 'tags.empty.text' : 'tags.empty.look'),
          act: make,
        }}
        {...(mayChange && {
          removal: { label: (name: string) => t('tags.delete', { name }), onRemove: setLeaving },
        })}
      />
      {isMaking && <NewTagDialog tags={tags.data ?? []} onClose={() => setMaking(false)} />}
      {leaving && <DeleteTagDialog tag={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}
