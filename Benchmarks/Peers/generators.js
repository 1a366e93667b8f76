// Node's generators: node generators.js next COUNT
const count = Number(process.argv[3]);
function* naturals() { for (let n = 0; ; n++) yield n; }
const generator = naturals();
let sum = 0;
const start = process.hrtime.bigint();
for (let i = 0; i < count; i++) sum += generator.next().value;
console.log(Number(process.hrtime.bigint() - start) / count);
