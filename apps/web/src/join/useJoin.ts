import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answerOf, client } from '../api/client.js';
import { sessionQuery } from '../api/queries.js';

/** Accepts an invitation and goes to the workspace; name and password make an account. */
export const useJoin = (token: string) => {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (account: { name?: string; password?: string }) =>
      answerOf(client.POST('/api/invitations/accept', { body: { token, ...account } })),
    onSuccess: async ({ workspace }) => {
      await queries.invalidateQueries(sessionQuery);
      await navigate({ to: '/', search: { workspace }, hash: '' });
    },
  });
};
