import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { NotFound, PageError } from '../ui/states.js';
import { Root } from './Root.js';
import { parseSearch, type Search, stringifySearch, validateSearch } from './search.js';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: PageError,
  validateSearch,
  search: { middlewares: [retainSearchParams<Search>(['workspace', 'lang', 'model'])] },
});

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    component: lazyRouteComponent(() => import('../home/HomePage.js'), 'HomePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/map',
    component: lazyRouteComponent(() => import('../map/MapPage.js'), 'MapPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers',
    component: lazyRouteComponent(() => import('../customers/CustomersPage.js'), 'CustomersPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers/$id',
    component: lazyRouteComponent(() => import('../customer/CustomerPage.js'), 'CustomerPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/models',
    component: lazyRouteComponent(() => import('../models/ModelsPage.js'), 'ModelsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/models/$id',
    component: lazyRouteComponent(() => import('../models/ModelPage.js'), 'ModelPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/models/$id/versions',
    component: lazyRouteComponent(() => import('../models/versions/VersionsPage.js'), 'VersionsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/models/new',
    component: lazyRouteComponent(() => import('../models/editor/EditorPage.js'), 'NewModelPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/models/$id/edit',
    component: lazyRouteComponent(() => import('../models/editor/EditorPage.js'), 'EditModelPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/pace',
    component: lazyRouteComponent(() => import('../strength/PacePage.js'), 'PacePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/moments/impact',
    component: lazyRouteComponent(() => import('../strength/ImpactPage.js'), 'ImpactPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/understand',
    component: lazyRouteComponent(() => import('../understand/UnderstandPage.js'), 'UnderstandPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/understand/activity',
    component: lazyRouteComponent(() => import('../understand/activity/ActivityPage.js'), 'ActivityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/understand/funnel',
    component: lazyRouteComponent(() => import('../understand/funnel/FunnelPage.js'), 'FunnelPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/understand/cohorts',
    component: lazyRouteComponent(() => import('../understand/cohorts/CohortsPage.js'), 'CohortsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/understand/value',
    component: lazyRouteComponent(() => import('../understand/value/ValuePage.js'), 'ValuePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/understand/paths',
    component: lazyRouteComponent(() => import('../understand/paths/PathsPage.js'), 'PathsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/understand/origin',
    component: lazyRouteComponent(() => import('../understand/origin/OriginPage.js'), 'OriginPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/understand/drivers',
    component: lazyRouteComponent(() => import('../understand/drivers/DriversPage.js'), 'DriversPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/understand/discover',
    component: lazyRouteComponent(() => import('../understand/discover/DiscoverPage.js'), 'DiscoverPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/understand/next',
    component: lazyRouteComponent(() => import('../understand/next/NextPage.js'), 'NextPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/contents',
    component: lazyRouteComponent(() => import('../contents/ContentsPage.js'), 'ContentsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/contents/new',
    component: lazyRouteComponent(() => import('../contents/ContentPage.js'), 'NewContentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/contents/edit/$id',
    component: lazyRouteComponent(() => import('../contents/ContentPage.js'), 'ContentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/flows',
    component: lazyRouteComponent(() => import('../flows/FlowsPage.js'), 'FlowsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/flows/new',
    component: lazyRouteComponent(() => import('../flows/FlowPage.js'), 'NewFlowPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/flows/edit/$id',
    component: lazyRouteComponent(() => import('../flows/FlowPage.js'), 'FlowPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/segments',
    component: lazyRouteComponent(() => import('../segments/SegmentsPage.js'), 'SegmentsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/segments/new',
    component: lazyRouteComponent(() => import('../segments/SegmentPage.js'), 'NewSegmentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/segments/edit/$id',
    component: lazyRouteComponent(() => import('../segments/SegmentPage.js'), 'SegmentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/personas',
    component: lazyRouteComponent(() => import('../personas/PersonasPage.js'), 'PersonasPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/moments',
    component: lazyRouteComponent(() => import('../moments/MomentsPage.js'), 'MomentsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/touchpoints',
    component: lazyRouteComponent(() => import('../touchpoints/TouchpointsPage.js'), 'TouchpointsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sources',
    component: lazyRouteComponent(() => import('../sources/SourcesPage.js'), 'SourcesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyRouteComponent(() => import('../settings/SettingsPage.js'), 'WorkspacePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/people',
    component: lazyRouteComponent(() => import('../settings/SettingsPage.js'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/audit',
    component: lazyRouteComponent(() => import('../settings/SettingsPage.js'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings/erasures',
    component: lazyRouteComponent(() => import('../settings/SettingsPage.js'), 'ErasuresPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/unsubscribe',
    component: lazyRouteComponent(() => import('../home/UnsubscribePage.js'), 'UnsubscribePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/preferences',
    component: lazyRouteComponent(() => import('../preferences/PreferencesPage.js'), 'PreferencesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/join',
    component: lazyRouteComponent(() => import('../join/JoinPage.js'), 'JoinPage'),
  }),
] as const;

/** The pages and their addresses. A page's code loads when it is first opened, or when a link to it is pointed at. */
export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: root.addChildren(routes),
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
