import { Card } from "../ui/content";
import { ResourceKindBadge, type ResourceKindName } from "./resource-badge";

/** Resources that belong to what is shown; nothing where there are none. */
export function RelatedResources({ title, items }: { title: string; items: readonly { href: string; title: string; kind: ResourceKindName }[] }) {
  if (items.length === 0) return null;
  return (
    <Card id="related" title={title} className="no-print">
      <ul className="resource-related">
        {items.map((one) => (
          <li key={one.href}>
            <a href={one.href}>{one.title}</a>
            <ResourceKindBadge kind={one.kind} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
