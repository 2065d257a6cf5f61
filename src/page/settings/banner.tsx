/** Says what is on, while anything but the plain mock is. */
export function Banner() {
  return null;
}
