export {
  type Invitation,
  invite,
  listInvitations,
  openInvitation,
  revokeInvitation,
  takeInvitation,
} from './invite.js';
export { changeRole, listPeople, type Person, removePerson } from './managePeople.js';
export { findMembership, hasOwner, isOwnerSomewhere, type Membership, makeOwnerOfAll } from './membership.js';
