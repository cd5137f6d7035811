// SPDX-License-Identifier: Apache-2.0
// A line of text: the browser's own, with what stands before or behind it. antd's would bring all of its forms along.
import type { InputHTMLAttributes, ReactNode } from 'react';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'prefix' | 'size'> {
  prefix?: ReactNode;
  suffix?: ReactNode;
  size?: 'large';
  status?: 'error';
}

export function Input({ prefix, suffix, size, status, className, ...rest }: Props) {
  const field = <input {...rest} className={['plain-input', 'input', size, className].filter(Boolean).join(' ')} aria-invalid={status === 'error' || undefined} />;
  if (!prefix && !suffix) return field;
  return <span className="affixed">{prefix && <span className="quiet">{prefix}</span>}{field}{suffix && <span className="quiet">{suffix}</span>}</span>;
}
