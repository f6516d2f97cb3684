import type { TOUCHPOINTS } from '@parcours/core';
import {
  IconAd2,
  IconArticle,
  IconBell,
  IconBuildingStore,
  IconDeviceMobile,
  IconForms,
  IconHeadset,
  IconHeart,
  IconListCheck,
  IconMail,
  IconMailbox,
  IconMessage,
  IconMessages,
  IconPointFilled,
  IconScale,
  IconShare,
  IconShoppingBag,
  IconSpeakerphone,
  IconTool,
  IconWorld,
} from '@tabler/icons-react';

const ICONS: Record<keyof typeof TOUCHPOINTS, typeof IconWorld> = {
  advert: IconAd2,
  'direct-mail': IconMailbox,
  email: IconMail,
  sms: IconMessage,
  push: IconBell,
  site: IconWorld,
  app: IconDeviceMobile,
  shop: IconBuildingStore,
  'call-centre': IconHeadset,
  social: IconShare,
  'comparison-site': IconScale,
  marketplace: IconShoppingBag,
  blog: IconArticle,
  forum: IconMessages,
  'word-of-mouth': IconSpeakerphone,
  'loyalty-programme': IconHeart,
  survey: IconListCheck,
  'after-sales': IconTool,
  other: IconForms,
};

/** The picture of a touch point; a point for one that is not known. */
export const iconOf = (touchpoint: string): typeof IconWorld =>
  Object.hasOwn(ICONS, touchpoint) ? ICONS[touchpoint as keyof typeof ICONS] : IconPointFilled;
