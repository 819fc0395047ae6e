import { iconPaths, type IconName } from "./icon-paths";

export type { IconName } from "./icon-paths";

export interface IconProps {
  name: IconName;
  /** Side in pixels; 16 unless told. */
  size?: number;
  className?: string;
}

/** A line icon in the colour of the text around it. Decorative: the words beside it carry the meaning. */
export function Icon({ name, size = 16, className }: IconProps) {
  return (
    <svg className={className ? `icon ${className}` : "icon"} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={iconPaths[name]} />
    </svg>
  );
}
