import { useState } from 'react';
import { TextField } from '../controls/text-field.tsx';
import type { Quantity } from './quantities.ts';
import styles from './settings.module.css';

interface QuantityFieldProps {
  readonly label: string;
  /** The id of what describes it. */
  readonly describedBy: string;
  readonly quantity: Quantity;
  readonly value: number;
  /** What nothing stands for. */
  readonly placeholder: string;
  /** Said of what cannot be read. */
  readonly correction: string;
  readonly isDisabled: boolean;
  readonly onChange: (value: number) => void;
}

/** A number as a person writes it; taken with Enter, or when the field is left. */
export function QuantityField(props: QuantityFieldProps) {
  const { label, describedBy, quantity, value, placeholder, correction, isDisabled, onChange } =
    props;
  const [draft, setDraft] = useState<{ readonly typed: string; readonly from: number }>();
  // What was typed before the value changed elsewhere is about another one.
  const typed = draft?.from === value ? draft.typed : undefined;
  const wanted = typed === undefined ? value : quantity.read(typed);

  function commit(): void {
    if (typed === undefined || wanted === undefined) return;
    setDraft(undefined);
    if (wanted !== value) onChange(wanted);
  }

  return (
    <>
      <TextField
        className={styles.quantity}
        label={label}
        isLabelHidden
        aria-describedby={describedBy}
        placeholder={placeholder}
        value={typed ?? quantity.write(value)}
        isDisabled={isDisabled}
        isInvalid={wanted === undefined}
        onChange={(next) => setDraft({ typed: next, from: value })}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          // Else Escape would end here.
          else event.continuePropagation();
        }}
      />
      {wanted === undefined && (
        <p className={styles.problem} role="alert">
          {correction}
        </p>
      )}
    </>
  );
}
