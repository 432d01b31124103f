import { watchParent } from '../../src/compose/parent-watch.ts';

// Lives until its parent is gone; says its pid first.
console.log(process.pid);
setInterval(() => {}, 1_000);
watchParent(() => process.exit(0));
