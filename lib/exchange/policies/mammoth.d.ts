/** The build for browsers is one file without types of its own. */
declare module 'mammoth/mammoth.browser.min.js' {
  const mammoth: typeof import('mammoth').default
  export default mammoth
}
