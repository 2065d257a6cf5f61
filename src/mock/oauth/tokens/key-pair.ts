/**
 * The key pair by which tokens are signed, as JSON Web Keys (RFC 7517). It stands in the package, where anybody can read
 * it, so that the same seed and clock give the same token everywhere. No other server must ever trust it.
 */
export const PUBLIC_KEY = {
  kty: 'RSA',
  kid: 'stuntdouble-mock',
  alg: 'RS256',
  use: 'sig',
  e: 'AQAB',
  n: [
    'qNsd9WL4yVHD8W3iZiIh2owkXUZ2joLq4DGBuPo87idQ4SWGgy9N_T1RNATZ9ylJUSFDQBccZfhesXq4aTx4knQnPb',
    'ps1aRQoIeFkedSJ2YMfKPWi7fjOho91HNvIcUZeJGfqhsJ5cAmRXMuEdXIjiaHAlopzCf0TPP2qea2Ohyzhk50RY04',
    'bSybHJ1hs76uXwuXbu3fyY0JtKpg3bhLn157KPCVYtBLhR8ohVoozhyCYcrYthJUyGD-KbVsVz6_xAMAwQHK_mhkPC',
    'nrQWDSVqyQzdwUPwiKf1u36QI-MQatb-g9eVekT2_Hr1CfDTUPsdPVnBU4Ch0hCY0dAFBGlQ',
  ].join(''),
} as const;

export const PRIVATE_KEY = {
  kty: PUBLIC_KEY.kty,
  e: PUBLIC_KEY.e,
  n: PUBLIC_KEY.n,
  d: [
    '5tqsGtE1Ugh325xf60K_BgyTqvKrJCvY8qq8sClvJCqcaTTksnX6Kj-qxXPcjA3mLwVK7FSsfr0SuZMOjNIgBhrHi5',
    '1VLsF3egHOm6umpjbe24kjyeGex9EYt10akxDlwfFWWTqeTX5m1Iykb73YdIA4FP8wJe56Ert4gNDsUoStAx4GfuU2',
    'QKhE17OlAk5r2cmoARG-GdD8InU9ratiCT9RsEv9H1sL1qpL60K2lCDQ3ONnU73wMAhscmRJ78saKVgYaI3BmFXmyu',
    'ZBckqxNh68zzV3Ac20-zDBIBNxQQrUXvOYMVi7i6kaeVkBpUONqMTk8kLyWkeru8jTGRSB',
  ].join(''),
  p: [
    '7qDgBzQS3clkb6BFHiGYkt4xW10-Y68p3JFPtz-aLtUfA3zJ84BMQQv1K0fnYQHTNqGbOae0YKQ7JR2ayeiD8F-w-I',
    'vu8N_oxxHkkLfyTpFEUIww0NlCmORPTv8z9thzMmMBho7KAJZbQfah3hi8YjpIRL-5s0ZKmPB0XclT5uU',
  ].join(''),
  q: [
    'tSXyyYLoSD7wv5mflm8TgcnXq2YAIIzQGLGoppeZrdQG4z1BMyHl7c44hNvCxnPmQ7YpkzIZvJqpDtJ0yyb9V3h5V2',
    'HyjHqXY0neL9xqBlQsT6sIr322yv9USH_favHSUoUD_zjb9P2MAIDDnR6yUKG7b2xVvtR6vjbAkTiEtfE',
  ].join(''),
  dp: [
    'fyXpOO1eQB7XDUNwkKWGDnumAPCmFad3vrcOqq2REfMtG0aatMxf1Sjx8aXWe7HlQO7LLuVVD0ly2kvz9jGWW7YhLc',
    '4h-ubTuX6nMxVQXty4cdLBEAcznRPJzmXc4mJivy5R2ciribST24n2pci4V_6GE1u1Lvj9NpCo8HAd7KE',
  ].join(''),
  dq: [
    'KDQI40JDbS1S3yMoMQnr6WUzkV2s74xw7toXFQoWWGbzNGG247NFRXb8QjhHzSWR2DtIlNuMrLgihyCcPS4lEdGyFH',
    'uvig_3I1kUj8i6Wzc5MmFCJzieZgUu3nxKyIBs7lWJIo6q-n9_H-l0AJ38czrBz6Paj-S2bRrXuCM0CPE',
  ].join(''),
  qi: [
    'DahojLCnYgIdDu__28WPxUATKFtrU-erX0_E1jgqwQOTaNgJyVOLVKYWeyvjQj_wVDy9dFsPLG2pE397BITDwJ0QTw',
    'bKtoir0N-8900e37pTU3QZgTviOW7_elvWQfyFazd2vNeUFlEcfzihy6OKQPeTC2IOfY1JFWJ7zTOY6-o',
  ].join(''),
};
