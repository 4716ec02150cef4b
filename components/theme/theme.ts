import type { NuxtUIOptions } from '@nuxt/ui/unplugin'

/**
 * Nuxt UI dressed in the product's look (sizes, shapes, weights). Colours come from tokens.css by name.
 * Radii are written as arbitrary values because that is what the class merger of Nuxt UI recognises as a replacement.
 */
const field =
  'rounded-[7px] ring ring-inset ring-ctl bg-surface text-fg-0 placeholder:text-fg-3 text-[13px]/5 px-2.5 shadow-1 focus-visible:ring-1 focus-visible:ring-accent focus-visible:outline-3 focus-visible:outline-accent-soft disabled:bg-sunk'
const fieldSizes = {
  xs: { base: 'h-6 px-2 py-0 text-[11.5px]' },
  sm: { base: 'h-7 px-2 py-0 text-[12.5px]' },
  md: { base: 'h-8 px-2.5 py-0 text-[13px]' },
  lg: { base: 'h-9 px-3 py-0 text-[13.5px]' },
}
const menu = {
  content: 'rounded-[10px] ring-0 border border-line-2 bg-surface shadow-(--shadow-3)',
  item: 'h-7 gap-2 px-2 py-0 items-center text-[12.5px] text-fg data-highlighted:not-data-disabled:text-fg-0 data-highlighted:not-data-disabled:before:bg-hover before:rounded-[5px]',
  itemLeadingIcon: 'size-3.5 text-fg-3',
  itemTrailingIcon: 'size-3.5',
  label: 'text-[11px]/4 font-normal text-fg-3 px-2 py-1',
}

export const theme: NonNullable<NuxtUIOptions['ui']> = {
  colors: {
    primary: 'plumb',
    secondary: 'plumb',
    info: 'plumb',
    success: 'okay',
    warning: 'amber',
    error: 'vermilion',
    neutral: 'ink' as never,
  },
  button: {
    slots: {
      base: 'rounded-[7px] whitespace-nowrap transition-colors duration-120 ease-out disabled:opacity-50 aria-disabled:opacity-50',
    },
    variants: {
      size: {
        xs: {
          base: 'h-6 px-2 py-0 text-[11.5px] gap-1 rounded-[6px]',
          leadingIcon: 'size-3.5',
          trailingIcon: 'size-3.5',
        },
        sm: { base: 'h-7 px-2.5 py-0 text-[12.5px] gap-1.5', leadingIcon: 'size-3.5', trailingIcon: 'size-3.5' },
        md: { base: 'h-8 px-3 py-0 text-[13px] gap-1.5', leadingIcon: 'size-4', trailingIcon: 'size-4' },
        lg: { base: 'h-9 px-3.5 py-0 text-[13.5px] gap-2', leadingIcon: 'size-4', trailingIcon: 'size-4' },
      },
    },
    compoundVariants: [
      {
        color: 'neutral',
        variant: 'solid',
        class:
          'bg-solid text-on-solid shadow-1 hover:bg-solid-hover active:bg-solid-hover disabled:bg-solid aria-disabled:bg-solid outline-accent focus-visible:outline-2',
      },
      {
        color: 'neutral',
        variant: 'outline',
        class:
          'ring-0 border border-line-2 bg-surface text-fg-0 shadow-1 hover:bg-hover active:bg-hover disabled:bg-surface aria-disabled:bg-surface outline-accent focus-visible:outline-2 focus-visible:ring-0',
      },
      {
        color: 'neutral',
        variant: 'ghost',
        class: 'text-fg-2 hover:text-fg-0 hover:bg-hover active:bg-hover outline-accent focus-visible:outline-2',
      },
      { color: 'error', variant: 'soft', class: 'bg-fail-soft text-fail hover:bg-fail-line active:bg-fail-line' },
      { color: 'error', variant: 'solid', class: 'bg-fail-dot text-on-dot hover:bg-fail active:bg-fail' },
      { square: true, size: 'xs', class: { base: 'w-6 px-0 justify-center' } },
      { square: true, size: 'sm', class: { base: 'w-7 px-0 justify-center' } },
      { square: true, size: 'md', class: { base: 'w-8 px-0 justify-center' } },
    ],
    defaultVariants: { color: 'neutral', size: 'sm' },
  },
  badge: {
    slots: { base: 'h-5 rounded-[5px] border px-1.5 py-0 text-[11.5px]/4 font-medium gap-1 ring-0' },
    variants: {
      size: {
        md: {
          base: 'h-5 rounded-[5px] px-1.5 py-0 text-[11.5px]/4',
          leadingIcon: 'size-3.5',
          trailingIcon: 'size-3.5',
        },
      },
    },
    compoundVariants: [
      { color: 'neutral', variant: 'outline', class: 'ring-0 border-line-2 bg-surface text-fg-0' },
      { color: 'neutral', variant: 'soft', class: 'ring-0 border-transparent bg-sunk text-fg-2' },
      { color: 'primary', variant: 'subtle', class: 'ring-0 border-accent-line bg-accent-soft text-accent' },
      { color: 'success', variant: 'subtle', class: 'ring-0 border-ok-line bg-ok-soft text-ok' },
      { color: 'warning', variant: 'subtle', class: 'ring-0 border-warn-line bg-warn-soft text-warn' },
      { color: 'error', variant: 'subtle', class: 'ring-0 border-fail-line bg-fail-soft text-fail' },
    ],
    defaultVariants: { color: 'neutral', variant: 'outline', size: 'md' },
  },
  kbd: {
    base: 'h-[17px] min-w-[17px] rounded-[4px] px-1 text-[10.5px] font-medium normal-case',
    variants: { size: { md: 'h-[17px] min-w-[17px] text-[10.5px]' } },
    compoundVariants: [
      { color: 'neutral', variant: 'outline', class: 'ring-0 border border-b-2 border-line-2 bg-surface text-fg-2' },
    ],
    defaultVariants: { size: 'md' },
  },
  checkbox: {
    slots: { base: 'rounded-[4px] ring-ctl bg-surface', indicator: 'text-on-dot' },
    variants: {
      size: { sm: { base: 'size-[15px]', icon: 'size-3', container: 'h-5', wrapper: 'text-[13px]' } },
      color: { primary: { indicator: 'bg-accent' } },
      checked: { true: { base: 'ring-accent' } },
    },
    defaultVariants: { size: 'sm' },
  },
  switch: { defaultVariants: { size: 'sm' } },
  popover: { slots: { content: menu.content } },
  tooltip: {
    slots: {
      content:
        'h-auto max-w-72 rounded-[7px] ring-0 bg-solid text-on-solid shadow-(--shadow-3) px-2 py-1 text-[11.5px]/4 gap-1.5',
      kbds: 'text-on-solid-2',
    },
  },
  dropdownMenu: { slots: menu },
  contextMenu: { slots: menu },
  modal: {
    slots: {
      overlay: 'bg-scrim',
      content: 'ring-0 border border-line-2 rounded-[10px] shadow-(--shadow-3) bg-surface divide-y-0',
      header: 'min-h-0 px-4 pt-4 pb-0 sm:px-4',
      body: 'px-4 py-3 sm:p-4',
      footer: 'bg-surface-2 border-t border-line rounded-b-[10px] px-4 py-3 sm:px-4 flex-wrap justify-end gap-y-2',
      title: 'text-[13px]/5 font-semibold text-fg-0',
      description: 'text-[13px]/5 text-fg-2 mt-1',
    },
    variants: {
      overlay: { true: { overlay: 'bg-scrim' } },
      fullscreen: { false: { content: 'max-w-[440px] rounded-[10px] shadow-(--shadow-3) ring-0' } },
    },
  },
  input: {
    slots: { base: field, leadingIcon: 'size-3.5 text-fg-3', trailingIcon: 'size-3.5' },
    variants: { size: fieldSizes },
    compoundVariants: [{ color: 'neutral', variant: 'outline', class: field }],
    defaultVariants: { color: 'neutral' },
  },
  textarea: {
    slots: { base: `${field} py-1.5` },
    variants: { size: { md: { base: 'text-[13px]/5 px-2.5 py-1.5' } } },
    compoundVariants: [{ color: 'neutral', variant: 'outline', class: field }],
    defaultVariants: { color: 'neutral' },
  },
  selectMenu: {
    slots: {
      base: `${field} hover:bg-surface`,
      content: menu.content,
      item: menu.item,
      trailingIcon: 'size-3.5 text-fg-3',
    },
    variants: {
      size: {
        sm: { base: 'h-7 px-2 py-0 text-[12.5px]', item: 'h-7 text-[12.5px]' },
        md: { base: 'h-8 px-2.5 py-0 text-[13px]', item: 'h-7 text-[12.5px]' },
      },
    },
    compoundVariants: [{ color: 'neutral', variant: 'outline', class: field }],
    defaultVariants: { color: 'neutral' },
  },
  select: {
    slots: { base: field, content: menu.content, item: menu.item, trailingIcon: 'size-3.5 text-fg-3' },
    variants: { size: { md: { base: 'h-8 px-2.5 py-0 text-[13px]', item: 'h-7 text-[12.5px]' } } },
    compoundVariants: [{ color: 'neutral', variant: 'outline', class: field }],
    defaultVariants: { color: 'neutral' },
  },
  progress: { variants: { size: { sm: { base: 'h-1' } } }, defaultVariants: { size: 'sm', color: 'primary' } },
}
