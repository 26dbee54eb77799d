// Style sheets are imported for esbuild, which bundles them; they have no value.
declare module "*.css";
