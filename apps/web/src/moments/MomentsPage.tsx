export const MomentsPage = () => null;
