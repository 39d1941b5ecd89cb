// The four people of the demo and the tests.
//
// `claims` holds what a real provider would tell about a person. Bedside asks
// for `openid` alone and must store none of it: full names, pictures and mail
// addresses are here so that a test can look for them in Bedside's database.

export const personas = [
  { sub: 'ana', githubId: 7001, name: 'Ana', fullName: 'Ana Horvat-Lindqvist', what: 'Reads and writes' },
  { sub: 'ben', githubId: 7002, name: 'Ben', fullName: 'Benedict Okonkwo-Price', what: 'Reads and writes' },
  { sub: 'mia', githubId: 7003, name: 'Mia', fullName: 'Mia Saarinen-Castell', what: 'Moderates comments' },
  { sub: 'olu', githubId: 7004, name: 'Olu', fullName: 'Oluwaseun Adebayo-Hart', what: 'Owns the sites' },
];

/** The persona with this subject, or undefined. */
export function persona(sub) {
  return personas.find((p) => p.sub === sub);
}

/** What the ID token tells about a persona. */
export function claims(p, issuer) {
  return {
    sub: p.sub,
    name: p.fullName,
    email: `${p.sub}@people.example`,
    picture: `${issuer}/pictures/${p.sub}.png`,
  };
}
