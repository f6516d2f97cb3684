export const PersonasPage = () => null;
