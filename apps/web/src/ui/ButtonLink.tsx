import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';
import classes from './ui.module.css';

type AnchorProps = ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>;
const ButtonAnchor = (props: AnchorProps) => (
  <Button component="a" {...props} classNames={{ root: classes.buttonLink ?? '' }} />
);

/** A link that looks like a button. */
export const ButtonLink = createLink(ButtonAnchor);
