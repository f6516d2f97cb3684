import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DomainError } from '@parcours/engine/ports';

interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Who the embedded PostgreSQL runs as: another user, or ourselves. */
export interface Account {
  readonly user?: User;
  /** A command that becomes that user and then runs the words after it; when empty, the user is given to spawn. */
  readonly prefix: readonly string[];
}

/** What spawn needs to run as the account. */
export const identityOf = ({ user, prefix }: Account): { uid?: number; gid?: number } =>
  user && prefix.length === 0 ? { uid: user.uid, gid: user.gid } : {};

/**
 * PostgreSQL refuses to run as root. Started as root, we run it as the owner of its files, else as `postgres`,
 * else as `nobody`; otherwise as ourselves.
 * @throws DomainError when that user cannot reach the data folder or the programs.
 */
export const accountFor = (cluster: string, dataDir: string, programs: string): Account => {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const user = chooseUser(cluster, dataDir);
  const plain: Account = { user, prefix: [] };
  if (reaches(plain, dataDir, programs)) return plain;
  // Some folder above is closed to others (/root, mktemp -d): keep root's right to pass through, and no other.
  const passing: Account = { user, prefix: throughClosedFolders(user) };
  if (reaches(passing, dataDir, programs)) return passing;
  throw closedFolder(user, dataDir, programs);
};

const chooseUser = (cluster: string, dataDir: string): User => {
  const users = readUsers();
  const owners = [cluster, dataDir].map(ownerOf).filter((uid) => uid > 0);
  const byOwner = owners.map((uid) => users.find((user) => user.uid === uid)).find(Boolean);
  const byName = ['postgres', 'nobody'].map((name) => users.find((user) => user.name === name)).find(Boolean);
  const user = byOwner ?? byName;
  if (user) return user;
  throw new DomainError(
    'no_postgres_user',
    409,
    'PostgreSQL cannot run as root, and there is neither a user "postgres" nor "nobody" on this machine. ' +
      'Start Parcours as an ordinary user, or add a user with: useradd --system postgres',
  );
};

const readUsers = (): User[] =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0);

const ownerOf = (path: string): number => {
  try {
    return statSync(path).uid;
  } catch {
    return -1;
  }
};

const throughClosedFolders = (user: User): string[] => [
  'setpriv',
  `--reuid=${user.uid}`,
  `--regid=${user.gid}`,
  '--clear-groups',
  '--inh-caps=-all,+dac_override',
  '--ambient-caps=-all,+dac_override',
  '--bounding-set=-all,+dac_override',
  '--',
];

const reaches = (account: Account, dataDir: string, programs: string): boolean => {
  const [command, ...words] = [...account.prefix, '/bin/sh', '-c', 'cd "$1" && cd "$2" && test -x ./postgres', 'sh'];
  const tried = spawnSync(command as string, [...words, dataDir, programs], {
    cwd: '/',
    stdio: 'ignore',
    ...identityOf(account),
  });
  return tried.status === 0;
};

const closedFolder = (user: User, dataDir: string, programs: string): DomainError => {
  const closed = [...ancestors(programs), ...ancestors(dataDir)].find((path) => (statSync(path).mode & 0o001) === 0);
  return new DomainError(
    'folder_not_reachable',
    409,
    `PostgreSQL cannot run as root, so it runs as the user "${user.name}", who cannot pass through ${closed ?? dataDir}. ` +
      `Allow it with: chmod o+x ${JSON.stringify(closed ?? dataDir)} — or choose another folder with --data, or start Parcours as an ordinary user.`,
  );
};

const ancestors = (path: string): string[] => (dirname(path) === path ? [path] : [...ancestors(dirname(path)), path]);
