import type {
  alertsSchema,
  dashboardQuerySchema,
  dashboardSchema,
  Subscription,
  SubscriptionView,
  unsubscribedSchema,
} from '@parcours/core';
import type { z } from 'zod';
import type { InWorkspace, Read, Write } from './route.js';

export type DashboardAsked = z.input<typeof dashboardQuerySchema>;
type Story = z.infer<typeof dashboardSchema>;
type AlertList = z.infer<typeof alertsSchema>;

/** The routes of a workspace's home page. */
export interface HomePaths {
  '/api/dashboard': { get: Read<Story, InWorkspace & DashboardAsked> };
  '/api/subscription': {
    get: Read<SubscriptionView, InWorkspace>;
    put: Write<Subscription, SubscriptionView>;
  };
  '/api/subscription/test': { post: Write<{ language: 'en' | 'fr' }, { email: string }> };
  '/api/unsubscribe': { post: Read<z.infer<typeof unsubscribedSchema>, { token: string }> };
  '/api/alerts': { get: Read<AlertList, InWorkspace & { open?: string }> };
}
