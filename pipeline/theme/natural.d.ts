/** The one deep file of `natural` that is used; the package's own entry loads databases and reads `.env`. */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(word: string): string };
  export default stemmer;
}
