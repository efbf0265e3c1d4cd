// The sentence why something is not so, if there is one: read out when it appears.

export function Why({ sentence }: { sentence: string | null }) {
  if (!sentence) return null;
  return (
    <p class="mistake" role="alert">
      {sentence}
    </p>
  );
}
